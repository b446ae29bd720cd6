"""The admin as a member of staff uses it: log in, open a page, send back its form."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse


def admin_url(record_or_model: Any, page: str, *args: Any) -> str:
    """Return the address of an admin page of a record, or of a model's list or form."""
    meta = record_or_model._meta
    keys = args if isinstance(record_or_model, type) else (record_or_model.pk, *args)
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=keys)


def logged_in(user: Any) -> Client:
    """Return a browser in which this user has logged in."""
    client = Client()
    client.force_login(user)
    return client


def untouched(response: Any) -> dict[str, Any]:
    """Return what a browser would send back from the page's form, nothing being changed."""
    form = response.context["adminform"].form
    data: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if value is None or value is False:
            continue
        many = isinstance(value, list | tuple)
        data[name] = [str(getattr(item, "pk", item)) for item in value] if many else str(value)
    return data


def once_token(response: Any) -> str:
    """Return the one-time token of the last form on a page."""
    return re.findall(r'name="once_token"\s+value="([^"]+)"', response.content.decode())[-1]


def words(response: Any) -> str:
    """Return the words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def messages(response: Any) -> list[str]:
    """Return the messages that a page shows."""
    return [str(message) for message in response.context["messages"]]


def change(client: Client, record: Any, **changes: Any) -> Any:
    """Open a record's page and send it back with these changes; None leaves a field out."""
    data = {**untouched(client.get(admin_url(record, "change"))), **changes, "_continue": "1"}
    given = {name: value for name, value in data.items() if value is not None}
    return client.post(admin_url(record, "change"), given, follow=True)


def refused(response: Any) -> dict[str, Any]:
    """Return the errors of the form on a page, by field."""
    return dict(response.context["adminform"].form.errors)
