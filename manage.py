#!/usr/bin/env python3
"""Run a command of the portal: `manage.py demo` is the first look, `manage.py help` lists all."""

import os
import sys


def main() -> None:
    """Hand the command line to Django; `demo` brings its own settings, see settings.py."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyodo_portal.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("PORTAL_DEMO", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
