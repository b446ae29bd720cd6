"""How the staff's lists are searched: by folded words, as the public pages are."""

from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.text import search_words


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
