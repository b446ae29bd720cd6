"""協働事業 counted as the value of an indicator."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from projects.models import ProjectRecord


def counted_records(municipality_id: int, fiscal_years: Iterable[int]) -> dict[int, Counter[str]]:
    """Return the numbers of published 協働事業 by year and common form. One query.

    A year without any published record is not in the answer: データなし, which is not 0.
    """
    records = ProjectRecord.objects.published().filter(
        municipality=municipality_id, fiscal_year__in=list(fiscal_years)
    )
    rows = (
        records.order_by()
        .values_list("fiscal_year", "forms__common_code")
        .annotate(count=Count("id", distinct=True))
    )
    found: dict[int, Counter[str]] = {}
    for year, code, count in rows:
        found.setdefault(year, Counter())[code or ""] += count
    return found
