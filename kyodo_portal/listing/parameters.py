"""What of a query reaches a page: the names that it knows; where a program asks, no others.

A person's page drops what it does not know (links bear marks of whoever handed them on). A program
that misspells a condition would take everything for its answer: it is told the nearest name.
"""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.text import quotable

FORMAT = "format"
# How alike two names are, 0 to 1, for one to be the other misspelt.
LIKENESS = 0.5
MOST_NAMES_REFUSED = 5


class UnknownNames(BadRequest):
    """Names that an address does not know. errors: for each what to write instead."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__(" ".join(text for texts in errors.values() for text in texts))


def keep_known_parameters(
    request: HttpRequest,
    filterset: type[PublicFilter] | None,
    parameters: Collection[str],
    *,
    unused: Collection[str] = (),
) -> None:
    """Leave in a request's query what its page knows, in one spelling, and nothing else.

    filterset: the page's conditions; parameters: the names that it knows besides, of which the
    last value that is not empty counts; unused: names of which it needs nothing.

    Raises UnknownNames (400) under /api/ and where a format is asked for, BadRequest (400)
    where the page has no files.
    """
    typed = request.GET
    known = filterset.canonical(typed) if filterset else QueryDict(mutable=True)
    for name in parameters:
        if values := [value for value in typed.getlist(name) if value.strip()]:
            known[name] = values[-1]
    request.GET = known  # type: ignore[assignment]  # django's stubs know only the immutable one
    if request.method not in {"GET", "HEAD"}:
        return
    wanted = [value.strip() for value in typed.getlist(FORMAT) if value.strip()][-1:]
    is_api = request.path_info.startswith("/api/")
    if wanted and not is_api and FORMAT not in parameters:
        known[FORMAT] = wanted[0]  # whoever wanted JSON is refused in JSON
        raise BadRequest(
            _("このページはファイルで保存できません。アドレスから format を消してください。")
        )
    if wanted or is_api:
        names = [*(filterset.base_filters if filterset else ()), *parameters]
        refuse_unknown(typed, names, [*unused, *(filterset.unused if filterset else ())])


def refuse_unknown(typed: QueryDict, names: Sequence[str], unused: Collection[str]) -> None:
    """Raise UnknownNames for what is neither among the names nor unused, each with the nearest."""
    unknown = [name for name in typed if name not in {*names, *unused}]
    if unknown:
        raise UnknownNames(
            {
                quotable(name): [" ".join(_what_to_write(name, names))]
                for name in unknown[:MOST_NAMES_REFUSED]
            }
        )


def _what_to_write(name: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the sentences on one unknown name."""
    yield _("「%(name)s」という条件はありません。") % {"name": quotable(name)}
    if nearest := get_close_matches(quotable(name), names, n=1, cutoff=LIKENESS):
        yield _("「%(name)s」ではありませんか。") % {"name": nearest[0]}
    if names:
        yield _("使える名前は %(names)s です。") % {"names": ", ".join(names)}
    else:
        yield _("このアドレスに条件は書けません。")
