"""Who logs in, how often a password is hashed, and tries that count anew in each test."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches

from kyodo_portal.organizations.models import User
from tests.factories.cities import make_city

PASSWORD = "kamome-no-tobu-umi"
LOGIN = "/admin/login/"


@pytest.fixture(autouse=True)
def _no_tries_so_far(db) -> None:
    """Forget the tries of tests that really wrote: no flush empties the cache's table."""
    caches["limits"].clear()


@pytest.fixture
def clerk(db) -> User:
    """A clerk with a role and a password."""
    user = make_city("見本市").editor
    user.username = "yamada"
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """The passwords that reached the hash, in order: what costs the processor its time."""
    words: list[str] = []
    encode: Callable[..., str] = MD5PasswordHasher.encode

    def counted(self, password, salt):
        words.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return words
