from django.db import migrations


class Migration(migrations.Migration):
    """Nothing any more: the tables are made whole by the first. Databases know this name."""

    dependencies = [("pledges", "0001_initial")]

    operations = []
