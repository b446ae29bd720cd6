"""Pages of a list: one rule for the page, its JSON and the API."""

import re
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.text import quotable

ROWS_OF_A_PAGE = 20
ROWS_OF_AN_ANSWER = 50
MOST_ROWS_OF_AN_ANSWER = 200
LAST_NUMBER = 10**9 - 1
_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def page_of(rows: Any, query: QueryDict, size: int = ROWS_OF_A_PAGE) -> Page[Any]:
    """Return the page of `rows` (a queryset in a fixed order) that `page` names.

    Raises BadRequest for a number that cannot be read, Http404 past the end.
    """
    try:
        return Paginator(rows, size).page(page_number(query))
    except EmptyPage as error:
        raise Http404(_("このページはありません。一覧の最後のページより後ろです。")) from error


def page_number(query: QueryDict) -> int:
    """Return the number of the wanted page, 1 where none is named. Raises BadRequest."""
    return _number(query, "page", _("ページ"), 1, LAST_NUMBER)


def page_size(query: QueryDict) -> int:
    """Return how many rows the API's reader wants at once, at most 200. Raises BadRequest."""
    return _number(
        query, "page_size", _("1ページの件数"), ROWS_OF_AN_ANSWER, MOST_ROWS_OF_AN_ANSWER
    )


def _number(query: QueryDict, name: str, label: str, default: int, most: int) -> int:
    text = query.get(name, "").strip()
    if not text:
        return default
    if not _NUMBER.fullmatch(text) or int(text) > most:
        raise BadRequest(
            _(
                "「%(label)s」の「%(value)s」は使えません。"
                "%(name)s には1から%(most)sまでの半角の数字を書いてください。"
            )
            % {"label": label, "value": quotable(text), "name": name, "most": f"{most:,}"}
        )
    return int(text)
