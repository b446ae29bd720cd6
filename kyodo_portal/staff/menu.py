"""The links above every staff page, and those of system administration at the foot."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import Access
from kyodo_portal.staff.contributions import contributions
from kyodo_portal.text import Label

# What publishing itself keeps; the rest is brought by the areas. All other kinds belong to the
# foot of the first page.
OWN = ("publishing.change", "publishing.correctionrequest")


@dataclass(frozen=True)
class Link:
    """One link; `is_current` on the pages below it."""

    label: Label
    url: str
    is_current: bool = False


def entries(app_list: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the admin's own list of what one person may open, by the model's label."""
    return {entry["model"]._meta.label_lower: entry for app in app_list for entry in app["models"]}


def menu(app_list: Iterable[dict[str, Any]], path: str, access: Access) -> list[Link]:
    """Return the first page, daily lists and figures that this person may open, at `path`."""
    home = reverse("admin:index")
    pages = [page for page in contributions.pages if page.may_open(access)]
    return [
        Link(_("担当の仕事"), home, path == home),
        *(
            Link(entry["name"], entry["admin_url"], path.startswith(entry["admin_url"]))
            for entry in _openable(app_list, _daily())
        ),
        *(
            Link(page.label, url, path == url)
            for page in pages
            for url in [reverse(f"admin:{page.name}")]
        ),
    ]


def registers(app_list: Iterable[dict[str, Any]], path: str) -> list[Link]:
    """Return the registers that this person may open, as seen at `path`."""
    return [
        Link(entry["name"], entry["admin_url"], path.startswith(entry["admin_url"]))
        for entry in _openable(app_list, contributions.registers)
    ]


def beside_the_work(app_list: Iterable[dict[str, Any]]) -> list[Link]:
    """Return what stands beside the work on the first page: records, history, requests."""
    found = _openable(app_list, (*contributions.entered, *OWN))
    return [Link(entry["name"], entry["admin_url"]) for entry in found]


def system_links(app_list: Iterable[dict[str, Any]]) -> list[Link]:
    """Return the lists of system administration in which this person may write."""
    return [
        Link(entry["name"], entry["admin_url"])
        for label, entry in entries(app_list).items()
        if label not in {*_daily(), *contributions.registers}
        and entry["admin_url"]
        and entry["perms"]["change"]
    ]


def add_url(app_list: Iterable[dict[str, Any]], label: str) -> str:
    """Return the address at which this person adds a record of a model, "" where not allowed."""
    return entries(app_list).get(label, {}).get("add_url") or ""


def address(name: str) -> str:
    """Return the address of a page, "" where the site has none of that name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _daily() -> list[str]:
    return [*contributions.daily, *OWN]


def _openable(
    app_list: Iterable[dict[str, Any]], labels: Iterable[str]
) -> Iterable[dict[str, Any]]:
    found = entries(app_list)
    return [found[label] for label in labels if found.get(label, {}).get("admin_url")]
