"""Puts a word of its own into each text that nobody outside may read.

The words are written past all rules, straight into the tables, so that fields that no form
offers hold one too; then the search learns of them as it learns of every write.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import (
    Change,
    CorrectionRequest,
    DataVersion,
    Edition,
    SentForm,
)
from kyodo_portal.publishing.registry import publishable_models, record_models
from kyodo_portal.read_model.search_rows import refresh
from pledges.models import PledgeSet
from policies.models import Plan
from projects.models import (
    GuidelineSection,
    Partner,
    ProjectReview,
    SponsorshipAnswer,
    SponsorshipCriterion,
    SponsorshipReview,
)
from projects.partners.choices import PartnerKind

# Seven plain letters: they fit every text field, and no page, hash or number holds them by chance.
WORD = re.compile(r"zqx[0-9]{4}")
NEVER_PLANTED = "zqx0000"
LONGEST_WITHOUT_ROOM = len(NEVER_PLANTED) - 1
A_DAY = date(2026, 4, 12)
# Whole tables that no public address reads, and tables whose rows are public by a flag.
NEVER_PUBLIC = [
    User,
    SentForm,
    CorrectionRequest,
    SponsorshipCriterion,
    SponsorshipReview,
    SponsorshipAnswer,
]
BY_FLAG = [Edition, GuidelineSection, Plan, PledgeSet]
# What stays inside whatever the state of the row.
OF_STEPS = ["return_comment", "withdrawal_reason"]
STAFFS_OWN = {ProjectReview: ["transcribed_by", "consent_how"]}
# Models of which every text is for everybody: words that cities print.
PUBLIC = {
    "organizations.Department",
    "organizations.Municipality",
    "projects.ActivityField",
    "projects.CollaborationForm",
    "projects.Involvement",
    "projects.ReviewQuestion",
}


@dataclass
class Planted:
    """The words, with the place of each: `(label of the model, id, field)`.

    rows: those that are hidden as a whole, by label and id.
    """

    places: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    rows: dict[tuple[str, int], models.Model] = field(default_factory=dict)
    filled: set[tuple[str, int, str]] = field(default_factory=set)

    def word(self, row: models.Model, name: str) -> str:
        """Return a new word for a field of a row."""
        word = f"zqx{len(self.places) + 1:04}"
        assert WORD.fullmatch(word), "more words than four figures can number"
        self.places[word] = (row._meta.label, row.pk, name)
        self.filled.add(self.places[word])
        return word

    def plant(self, row: models.Model, names: Iterable[str]) -> None:
        """Write a word into each of these fields of a row that has none yet."""
        empty = [name for name in names if (row._meta.label, row.pk, name) not in self.filled]
        if empty:
            values = {name: self._value(row, name) for name in empty}
            if "consent_how" in values:
                values["consent_on"] = A_DAY  # the two stand together or not at all
            type(row)._base_manager.filter(pk=row.pk).update(**values)

    def _value(self, row: models.Model, name: str) -> Any:
        of_field, word = row._meta.get_field(name), self.word(row, name)
        if isinstance(of_field, models.JSONField):
            return {"name": word}
        if isinstance(of_field, models.EmailField):
            return f"{word}@example.jp"
        return f"https://{word}.example.jp/" if isinstance(of_field, models.URLField) else word


def text_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of a model that hold words of anybody's own."""
    return [
        one.name
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField)
        and not one.choices
        and (one.max_length or LONGEST_WITHOUT_ROOM + 1) > LONGEST_WITHOUT_ROOM
    ]


def rows_of(record: models.Model) -> Iterator[models.Model]:
    """Give a record and all rows that cannot be without it, down to the last."""
    yield record
    for relation in record._meta.related_objects:
        if relation.many_to_many or relation.field.null:
            continue
        for row in relation.related_model._base_manager.filter(**{relation.field.name: record}):
            yield from rows_of(row)


def hidden_rows() -> Iterator[models.Model]:
    """Give what is hidden by state, by flag or by kind, in tables that every record is in."""
    for model in NEVER_PUBLIC:
        yield from model._base_manager.all()
    for model in publishable_models():
        yield from model._base_manager.exclude(state=State.PUBLISHED)
    for model in BY_FLAG:
        yield from model._base_manager.filter(is_published=False)
    yield from Partner.objects.filter(kind=PartnerKind.PERSON)


def says_it_is_gone(record: Any) -> bool:
    """Whether the public is told that this record was withdrawn, when and why."""
    is_withdrawn = getattr(record, "state", "") == State.WITHDRAWN
    return is_withdrawn and not record.withdrawn_without_trace


def plant_words(hidden: Iterable[models.Model]) -> Planted:
    """Plant a word in each text that is hidden; `hidden`: rows that no state or flag hides."""
    planted = Planted()
    for root in [*hidden, *hidden_rows()]:
        for row in rows_of(root):
            planted.rows[(row._meta.label, row.pk)] = row
            told = {"withdrawal_reason"} if says_it_is_gone(row) else set()
            planted.plant(row, [name for name in text_fields(type(row)) if name not in told])
    for model in publishable_models():
        for record in model._base_manager.filter(state=State.PUBLISHED):
            planted.plant(record, [*OF_STEPS, *STAFFS_OWN.get(model, [])])
    plant_history(planted)
    for model in record_models():
        refresh(model._base_manager.all())
    DataVersion.rise()
    return planted


def plant_history(planted: Planted) -> None:
    """Plant words in what the history keeps; the reason of a public correction is public."""
    for change in Change.objects.all():
        names = ["before", "after", "request_id", *([] if change.is_public else ["reason"])]
        planted.plant(change, names)
