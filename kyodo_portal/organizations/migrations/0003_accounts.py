"""Operators get no weak password, and the table in which tries at the login are counted."""

from django.core.management import call_command
from django.db import migrations

import kyodo_portal.organizations.models.user

LIMITS = "portal_limits"


def create_table(apps, schema_editor):
    call_command("createcachetable", LIMITS, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(LIMITS)}")


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0002_areas_are_registered"),
    ]

    operations = [
        migrations.AlterModelManagers(
            name="user",
            managers=[
                ("objects", kyodo_portal.organizations.models.user.UserManager()),
            ],
        ),
        migrations.RunPython(create_table, drop_table),
    ]
