"""The site's settings, changed only where a test run must not depend on or touch the real site."""

import os
import tempfile

os.environ.update(SECRET_KEY="only-for-tests-" * 4, ALLOWED_HOSTS="testserver,localhost")
os.environ.update(RELEASE="tests", SITE_OFFICIAL_NAME="", SITE_URL="")
os.environ.update(DEBUG="0", PORTAL_DEMO="0", INSECURE_HTTP="1")

from kyodo_portal.settings import *

# A database of its own for each process: runs side by side never meet, and threads need a file.
DATABASES["default"]["TEST"] = {"NAME": f"test_portal_{os.getpid()}"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = f"{tempfile.gettempdir()}/portal-{os.getpid()}.sqlite3"
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF;"  # no power to lose
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
