"""manage.py load_fixtures: the real data of the source documents."""

from typing import Any

from django.core.management.base import BaseCommand

from kyodo_portal.site.fixture_loading import load_all


class Command(BaseCommand):
    """Creates what is missing, through the funnel, and never changes what exists."""

    help = "公開資料のデータを取り込みます。ないものだけを加え、あるものは変えません。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load all fixture files and say what was added."""
        load_all(self.stdout.write)
