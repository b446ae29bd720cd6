"""年度の記録 in the admin: the clerk's form and the list."""

from django.utils.timezone import localtime

from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.text import search_words


def written_at(moment):
    """Return a moment as the staff's lists write it, in Japan's time."""
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


class FoldedSearch:
    """The part of an admin that finds rows by the words of their search rows."""

    # Which fields is said by the kind's search text; the stock list asks only whether any.
    search_fields = ["name"]

    def get_search_results(self, request, queryset, search_term):
        term = search_term.replace("\0", "")
        if not search_words(term):
            return queryset, False
        found = SearchRow.objects.object_ids(self.model._meta.label_lower, term)
        return queryset.filter(pk__in=found), False
