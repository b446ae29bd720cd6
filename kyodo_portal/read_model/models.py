"""What the search knows: one row for each record that can be found."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.text import search_words


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    """Rows by their words."""

    def matching(self, query: str) -> "SearchRowQuerySet":
        """Return the rows that hold every word of a query, width, case and kana folded.

        An escaped LIKE on the folded text *defines* a match.
        """
        condition = Q()
        for word in search_words(query):
            condition &= Q(folded__contains=word)
        return self.filter(condition)

    def object_ids(self, kind: str, query: str) -> Any:
        """Return the ids of one kind's records that match, as a subquery."""
        return self.filter(kind=kind).matching(query).values("object_id")


class SearchRow(models.Model):
    """A record's heading and folded text. Written by the funnel, rebuilt by command."""

    kind = models.CharField(_("種類"), max_length=100)
    object_id = models.BigIntegerField(_("番号"))
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        verbose_name=_("自治体"),
    )
    title = models.CharField(_("見出し"), max_length=500)
    folded = models.TextField(_("検索のための文"))
    is_public = models.BooleanField(_("公開"), default=False)

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("検索の行")
        verbose_name_plural = _("検索の行")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                name="search_searchrow_unique",
                violation_error_message=_("この記録の検索の行はもうあります。"),
            )
        ]

    def __str__(self) -> str:
        return self.title
