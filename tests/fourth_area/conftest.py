"""These tests need the fourth area in the settings: tests/test_fourth_area.py runs them there."""

from django.conf import settings

if "tests.fourth_area" not in settings.INSTALLED_APPS:
    collect_ignore_glob = ["test_*.py"]
