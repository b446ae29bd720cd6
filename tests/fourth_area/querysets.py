"""Rows of 補助金, by the page or file that asks for them."""

from typing import Any

from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.read_model.querysets import Searchable


class SubsidyQuerySet(Searchable, PublishableQuerySet):
    """Subsidies of a year."""

    def for_list(self) -> Any:
        """Return subsidies with the names that lists, files and the API say, newest year first."""
        return self.select_related("municipality", "department__parent").order_by(
            "-fiscal_year", "municipality__code", "department__sort_order", "id"
        )

    def for_detail(self) -> Any:
        """Return subsidies with all that their page shows."""
        return self.for_list()
