"""The rows of a year's ratings: each item by what its level is rated by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.snapshots import Snapshot
from kyodo_portal.staff.fields.texts import LinesField
from kyodo_portal.staff.grid.forms import RowForm
from pledges.reports.choices import RatingStatus
from pledges.reports.models.rating import Rating
from pledges.reports.services import save_rating
from pledges.reports.validators import check_stars, validate_percent_text
from pledges.sets.models.pledge import PledgeLevel, StatusWord

WITHOUT_FIGURE = [choice for choice in RatingStatus.choices if choice[0] != RatingStatus.RATED]


@dataclass(frozen=True)
class Scale:
    """What a set rates by: the steps of its stars, and its words in their order."""

    star_steps: int | None
    words: Sequence[StatusWord]

    def word(self, key: str) -> StatusWord | None:
        """Return the word of an id as a form sends it."""
        return next((word for word in self.words if str(word.pk) == key), None)

    def check_stars(self, stars: int) -> None:
        """Raise ValidationError for what is not on the scale, in the model's own words."""
        check_stars(stars, self.star_steps)


def fields_of_level(level: PledgeLevel, scale: Scale) -> dict[str, forms.Field]:
    """Return the fields by which a level is rated, and those for what has no figure."""
    fields: dict[str, forms.Field] = {}
    if level.has_stars:
        fields["stars"] = forms.IntegerField(
            label=_("星"),
            required=False,
            validators=[scale.check_stars],
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3, "maxlength": 3}),
        )
    if level.has_percent:
        fields["percent_text"] = forms.CharField(
            label=_("進捗（%）"),
            required=False,
            max_length=10,
            validators=[validate_percent_text],
            widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 5}),
        )
    if level.has_word:
        words = [(str(word.pk), word.word) for word in scale.words]
        fields["word"] = forms.ChoiceField(
            label=_("状況"), required=False, choices=[("", "―"), *words]
        )
    fields["not_rated_because"] = forms.ChoiceField(
        label=_("評価がないとき"), choices=WITHOUT_FIGURE
    )
    fields["reason"] = LinesField(label=_("理由"), required=False, max_length=3000)
    return fields


class RatingRow(RowForm):
    """One rating. Fields that the level does not have keep what is stored."""

    rows = Rating.objects.select_related("report__pledge_set", "item", "word", "updated_by").all

    def __init__(self, rating: Rating, level: PledgeLevel, scale: Scale, data: Any = None) -> None:
        self.scale = scale
        super().__init__(rating, fields_of_level(level, scale), data, label=rating.item.path)

    @classmethod
    def values_of(cls, record: Rating) -> dict[str, str]:
        return {
            "stars": "" if record.stars is None else str(record.stars),
            "percent_text": record.percent_text,
            "word": str(record.word_id or ""),
            "not_rated_because": record.not_rated_because,
            "reason": record.reason,
        }

    @classmethod
    def values_in(cls, snapshot: Snapshot) -> dict[str, str]:
        word = snapshot["word"]
        return {
            **snapshot,
            "stars": "" if snapshot["stars"] is None else str(snapshot["stars"]),
            "word": str(word["id"]) if word else "",
        }

    def write(self, record: Rating, **write: Any) -> Change | None:
        """Save the rating with what was typed."""
        typed = {name: self.cleaned_data[name] for name in self.changes}
        if "word" in typed:
            typed["word"] = self.scale.word(typed["word"])
        if typed.get("stars", record.stars) != record.stars:
            # How the document wrote the old stars no longer holds.
            typed["stars_text"] = ""
        for name, value in typed.items():
            setattr(record, name, value)
        return save_rating(record, **write)
