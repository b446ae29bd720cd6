"""manage.py demo: the first look, with nothing to set up."""

import os
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser

from kyodo_portal.site.demo import demo_accounts


class Command(BaseCommand):
    """Migrates an embedded SQLite database, loads the fixtures, makes accounts and serves."""

    help = "見本を動かします。データベース、公開資料、担当者を用意して、サイトを開きます。"
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address to serve at."""
        parser.add_argument(
            "address", nargs="?", default="127.0.0.1:8000", help="例：127.0.0.1:8000"
        )
        parser.add_argument(
            "--no-serve", action="store_true", help="準備だけをして、サイトは開きません。"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare and serve; only where manage.py itself has chosen the demo's settings."""
        if not settings.PORTAL_DEMO:
            raise CommandError("demo は python manage.py demo として動かしてください。")
        call_command("migrate", verbosity=0)
        call_command("load_fixtures", stdout=self.stdout)
        self.stdout.write("")
        for account in demo_accounts():
            self.stdout.write(
                f"  {account.role.label}（{account.works_for}）  "
                f"ユーザー名 {account.username}  パスワード {account.password}"
            )
        if options["no_serve"]:
            self._say_what_is_ready()
        else:
            self._serve(options["address"])

    def _say_what_is_ready(self) -> None:
        database = settings.DATABASES["default"]["NAME"]
        self.stdout.write(
            f"\n  データベース {database} に、見本と上の担当者を用意しました。"
            "\n  サイトは開いていません。上のパスワードのまま開くには"
            "\n    DEBUG=1 python manage.py runserver"
        )

    def _serve(self, address: str) -> None:
        self.stdout.write(
            f"\n  公開ページ http://{address}/\n  管理画面   http://{address}/admin/\n"
        )
        self.stdout.write("  Ctrl+C で止まります。")
        self.stdout.flush()
        # That this server is for a first look is what README says; here it would only alarm.
        os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
        call_command("runserver", address, use_reloader=False, skip_checks=False)
