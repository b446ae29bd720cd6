"""Settings of the portal, read from the environment; README lists each variable.

Nothing insecure has a default: outside `manage.py demo` and DEBUG the portal refuses to
start without SECRET_KEY and ALLOWED_HOSTS, and says what to do.
"""

import re
import secrets
import sqlite3
import time
from pathlib import Path

import django.conf.locale
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

SECRET_CHARACTERS, SECRET_DIFFERENT_CHARACTERS = 50, 5
LAST_PORT = 65_535
BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PORTAL_DEMO = env.bool("PORTAL_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
LOCAL = PORTAL_DEMO or DEBUG
LOCAL_DIR = BASE_DIR / ".local"
# A closed city network may have no certificate: said aloud by INSECURE_HTTP=1, never assumed.
HTTPS = not (LOCAL or env.bool("INSECURE_HTTP", default=False))


def required(name: str, how: str) -> str:
    """Return a variable that production cannot do without.

    Raises ImproperlyConfigured naming the variable and how to set it.
    """
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. While developing, write DEBUG=1 in front of the command. "
            f"For a site that serves others: {how}"
        )
    return value


def long_secret_key() -> str:
    """Return SECRET_KEY; refuses one that could be guessed, as Django's check W009 would warn."""
    how = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    key = required("SECRET_KEY", how)
    if len(key) < SECRET_CHARACTERS or len(set(key)) < SECRET_DIFFERENT_CHARACTERS:
        raise ImproperlyConfigured(f"SECRET_KEY is too short or too plain. {how}")
    return key


def named_hosts() -> list[str]:
    """Return ALLOWED_HOSTS; refuses an empty list and one that would accept any host."""
    how = "List the site's host names, separated by commas."
    required("ALLOWED_HOSTS", how)
    hosts = [host for host in env.list("ALLOWED_HOSTS") if host.strip()]
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured(f"ALLOWED_HOSTS names no host, or any. {how}")
    return hosts


def site_url() -> str:
    """Return SITE_URL, "" where it is not set; refuses what is more or less than an origin.

    Raises ImproperlyConfigured.
    """
    url = env.str("SITE_URL", default="").lower()
    how = "Write scheme and host, and a port where there is one: https://portal.example.jp"
    parts = re.fullmatch(
        r"(https?)://([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?", url, re.ASCII
    )
    if not url:
        return ""
    if not parts or not 0 < int(parts[3] or 80) <= LAST_PORT:
        raise ImproperlyConfigured(f"SITE_URL is no address of a site. {how}")
    if HTTPS and parts[1] != "https":
        raise ImproperlyConfigured(
            "SITE_URL begins with http://, where the portal answers by https alone. "
            "Write https://, or set INSECURE_HTTP=1."
        )
    return url


def whole_number(name: str, default: int) -> int:
    """Return a variable that is a number. Raises ImproperlyConfigured naming it."""
    try:
        return int(env.int(name, default=default))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error


def local_secret_key() -> str:
    """Return the random key of this checkout's demo, made once and kept in `.local/`."""
    path = LOCAL_DIR / "secret-key"
    if not path.exists():
        LOCAL_DIR.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


# --- Who and where ---------------------------------------------------------------------
if LOCAL:
    SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
else:
    SECRET_KEY = long_secret_key()
    ALLOWED_HOSTS = named_hosts()
# The address that complete links bear; empty in a demo, where it is the one that was asked.
SITE_URL = site_url()
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Until the city's name is set, every page says that this is a sample, and is noindex.
SITE_OFFICIAL_NAME = env.str("SITE_OFFICIAL_NAME", default="")
# Part of every public page's ETag: a new release must not answer with an old page. While
# developing, each start counts as a release.
RELEASE = env.str("RELEASE", default=f"local-{time.time_ns()}" if LOCAL else "0.1.0")

# --- Parts -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "kyodo_portal.staff.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "kyodo_portal.publishing",
    "kyodo_portal.organizations",
    "kyodo_portal.read_model",
    "projects",
    "policies",
    "pledges",
    "kyodo_portal.site",
]
MIDDLEWARE = [
    "kyodo_portal.site.middleware.AliveMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kyodo_portal.site.middleware.ResponseHeadersMiddleware",
    "kyodo_portal.publishing.request_ids.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "kyodo_portal.site.middleware.ReadableQueryMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kyodo_portal.site.middleware.JapanesePartsMiddleware",
    "kyodo_portal.site.middleware.DatabaseUnavailableMiddleware",
]
ROOT_URLCONF = "kyodo_portal.urls"
WSGI_APPLICATION = "kyodo_portal.wsgi.application"
AUTH_USER_MODEL = "organizations.User"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kyodo_portal.site.context_processors.site",
            ],
        },
    }
]

# --- Database --------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if LOCAL and not env.str("DATABASE_URL", default=""):
    LOCAL_DIR.mkdir(mode=0o700, exist_ok=True)
DATABASES = {
    "default": env.db(
        "DATABASE_URL",
        default=f"sqlite:///{LOCAL_DIR if LOCAL else BASE_DIR}/portal.sqlite3",
    )
}


if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured(
        "DATABASE_URL is no address of a database. Write postgres://user:password@host/name."
    )


def sqlite_options() -> dict[str, object]:
    """Return the connection options under which SQLite neither loses nor half-writes.

    Write-ahead logging only where the linked SQLite has the WAL-reset fix (3.51.3 and its
    back-ports 3.44.6, 3.50.7); else the rollback journal.
    """
    version = sqlite3.sqlite_version_info
    wal = version >= (3, 51, 3) or any(
        fixed <= version < (fixed[0], fixed[1] + 1, 0) for fixed in [(3, 44, 6), (3, 50, 7)]
    )
    journal = "WAL" if wal else "DELETE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL;",
    }


if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = sqlite_options()
else:
    # Seconds until a server that does not answer at all is given up; the least that libpq takes.
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 2

# --- Caches ----------------------------------------------------------------------------
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # The tries at the login: in the database, since the workers must count together. `migrate`
    # makes the table. Past MAX_ENTRIES rows are thrown away unread, so it lies far beyond what
    # guessing can fill in a quarter of an hour.
    "limits": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# --- Accounts --------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "kyodo_portal.staff.accounts.validators.RepeatValidator"},
    {"NAME": "kyodo_portal.staff.accounts.validators.KeyboardValidator"},
    {"NAME": "kyodo_portal.staff.accounts.validators.OwnNameValidator"},
    {"NAME": "kyodo_portal.staff.accounts.validators.CityNameValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# The ways through login and password are allauth's; the operator alone makes accounts.
ACCOUNT_ADAPTER = "kyodo_portal.staff.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Who is logged in without a role is shown why, not sent round in circles.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# Its own limits lock a name for everybody, and count in the memory of one worker: ours stand in
# kyodo_portal/staff/accounts/rate_limits.py.
ACCOUNT_RATE_LIMITS = False
CSRF_FAILURE_VIEW = "kyodo_portal.site.views.errors.csrf_failed"
SESSION_COOKIE_AGE = whole_number("SESSION_COOKIE_AGE", 12 * 60 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Whether the staff's browsers keep what was typed until it is saved; not on machines that many share.
LOCAL_DRAFTS = env.bool("LOCAL_DRAFTS", default=True)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Languages and time ----------------------------------------------------------------
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
LANGUAGE_CODE = "ja"
# やさしい日本語 is a language of its own to gettext, and Japanese to everybody else.
django.conf.locale.LANG_INFO["easy"] = {
    "bidi": False,
    "code": "easy",
    "name": "Easy Japanese",
    "name_local": "やさしい日本語",
}
LANGUAGES = [("ja", "日本語"), ("en", "English"), ("easy", "やさしい日本語")]
LOCALE_PATHS = [BASE_DIR / "kyodo_portal" / "locale"]
FORMAT_MODULE_PATH = ["kyodo_portal.formats"]
USE_THOUSAND_SEPARATOR = False

# --- Files -----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "kyodo_portal" / "static"]
# While developing, files are found where they stand: none is collected, no folder is missed.
STATIC_ROOT = (
    None
    if LOCAL and not env.str("STATIC_ROOT", default="")
    else env.path("STATIC_ROOT", default=str(BASE_DIR / ".local" / "static"))()
)
WHITENOISE_USE_FINDERS = LOCAL
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- What browsers are told ------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Where the site's address is known, nobody is sent to a host that a request names.
SECURE_SSL_HOST = SITE_URL.partition("://")[2] or None
# Who watches the process asks it directly, without the certificate.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "portal-session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "portal-csrf"
# The mark of a browser that was logged in before; only the login reads it.
DEVICE_COOKIE_NAME = "__Secure-device" if HTTPS else "portal-device"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Of X-Forwarded-For only what our own proxy wrote is believed: the last address.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# --- API -------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_PAGINATION_CLASS": "kyodo_portal.open_data.pagination.PortalPagination",
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "kyodo_portal.open_data.api_errors.answer",
    "UNAUTHENTICATED_USER": None,
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = {
    # Generators of clients make the package's name of it, which must be ASCII.
    "TITLE": "Kyodo Portal API",
    "DESCRIPTION": _("公開している記録を読むためのAPIです。登録も鍵も要りません。"),
    "VERSION": "v1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "kyodo_portal.open_data.api_schema.complete",
    ],
}

# --- Log -------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "kyodo_portal.site.log.RefusalsInOneLine"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["refusals"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # Who came and went is written whatever the level of the rest.
    "loggers": {"kyodo_portal.accounts": {"level": "INFO"}},
}
