"""manage.py compile_catalogues: .mo files from .po files, without GNU gettext."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compiles every catalogue; the compiled files are part of the repository."""

    help = "翻訳の .po を .mo にします。requirements-test.lock が要ります。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile, and say how much of each language is translated."""
        try:
            import polib  # noqa: PLC0415  # a tool of developers, not there in production
        except ImportError as error:
            raise CommandError("pip install -r requirements-test.lock が要ります。") from error
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                catalogue = polib.pofile(path.read_text(encoding="utf-8"))
                catalogue.save_as_mofile(str(path.with_suffix(".mo")))
                self.stdout.write(f"{path.parent.parent.name}: {catalogue.percent_translated()}%")
