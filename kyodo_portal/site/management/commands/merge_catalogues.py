"""manage.py merge_catalogues: new messages into the .po files, without GNU gettext."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from kyodo_portal.site.catalogues import new_messages, used_messages, with_new_entries

# It holds every message; the others those that are said in another way there.
COMPLETE = "en"


class Command(BaseCommand):
    """Adds an empty entry for each message that is new, and changes nothing else."""

    help = "新しい文を翻訳の .po に加えます。ほかは変えません。requirements-test.lock が要ります。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Add to each catalogue what the complete one does not hold, and say what to do next."""
        try:
            import polib  # noqa: PLC0415  # a tool of developers, not there in production
        except ImportError as error:
            raise CommandError("pip install -r requirements-test.lock が要ります。") from error
        used = used_messages()
        wanted = {message.key for messages in used for message in messages}
        for folder in settings.LOCALE_PATHS:
            paths = sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))
            texts = {path: path.read_text(encoding="utf-8") for path in paths}
            keys = {
                path: {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(text)}
                for path, text in texts.items()
            }
            [complete] = [path for path in paths if path.parts[-3] == COMPLETE]
            new = new_messages(used, keys[complete])
            for path, text in texts.items():
                missing = [one for one in new if one.message.key not in keys[path]]
                if missing:
                    path.write_text(with_new_entries(text, missing, polib), encoding="utf-8")
                self._report(path, [one.message.text for one in missing])
                self._report_unused(sorted(key[1] for key in keys[path] - wanted))

    def _report(self, path: Path, added: list[str]) -> None:
        told = f"新しい文 {len(added)}。訳を書いてください。" if added else "新しい文はありません。"
        self.stdout.write(f"{path.parts[-3]}: {told}")
        for text in added:
            self.stdout.write(f"  {text}")

    def _report_unused(self, texts: list[str]) -> None:
        for text in texts:
            self.stdout.write(f"  もう使われていません。消してください：{text}")
