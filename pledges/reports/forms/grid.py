"""A year's ratings as a grid: one row of fields for each item, saved row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.differences import snapshot_at
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.text import unsafe_characters
from pledges.reports import services
from pledges.reports.choices import RatingStatus
from pledges.reports.models.rating import Rating
from pledges.reports.validators import check_stars, validate_percent_text
from pledges.sets.models.pledge import PledgeLevel, StatusWord

HIGHEST_VERSION = 2**31 - 2
WITHOUT_FIGURE = [choice for choice in RatingStatus.choices if choice[0] != RatingStatus.RATED]
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Scale:
    """What a set rates by: the steps of its stars, and its words in their order."""

    star_steps: int | None
    words: Sequence[StatusWord]

    def word(self, key: str) -> StatusWord | None:
        """Return the word of an id as a form sends it."""
        return next((word for word in self.words if str(word.pk) == key), None)


def values_of(rating: Rating) -> dict[str, str]:
    """Return what the grid's fields hold of a stored rating, as a browser sends it."""
    return {
        "stars": "" if rating.stars is None else str(rating.stars),
        "percent_text": rating.percent_text,
        "word": str(rating.word_id or ""),
        "not_rated_because": rating.not_rated_because,
        "reason": rating.reason,
    }


def values_at(rating: Rating, version: int) -> dict[str, str] | None:
    """Return the same of one of its versions, None where history does not reach it."""
    found = snapshot_at(Rating, rating.pk, version)
    if found is None:
        return None
    word = found["word"]
    return {
        "stars": "" if found["stars"] is None else str(found["stars"]),
        "percent_text": found["percent_text"],
        "word": str(word["id"]) if word else "",
        "not_rated_because": found["not_rated_because"],
        "reason": found["reason"],
    }


class RatingRow(forms.Form):
    """One row: what the item's level is rated by, what stands without a figure, the reason.

    `version` is the rating's as the row was shown. Fields that the level does not have keep
    what is stored.
    """

    version = forms.IntegerField(
        min_value=0, max_value=HIGHEST_VERSION, required=False, widget=forms.HiddenInput
    )
    stars = forms.IntegerField(
        label=gettext_lazy("星"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3, "maxlength": 3}),
    )
    percent_text = forms.CharField(
        label=gettext_lazy("進捗（%）"),
        required=False,
        max_length=10,
        validators=[validate_percent_text],
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 5}),
    )
    word = forms.ChoiceField(label=gettext_lazy("状況"), required=False)
    not_rated_because = forms.ChoiceField(
        label=gettext_lazy("評価がないとき"), choices=WITHOUT_FIGURE
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 1, "cols": 20}),
    )

    def __init__(self, rating: Rating, level: PledgeLevel, scale: Scale, data: Any = None) -> None:
        self.rating, self.scale = rating, scale
        self.is_stale = False
        prefix = f"rating-{rating.pk}"
        # Of a row that was not sent nothing is bound: it stays as it is.
        self.was_sent = data is not None and f"{prefix}-version" in data
        initial = {**values_of(rating), "version": rating.version}
        super().__init__(data if self.was_sent else None, prefix=prefix, initial=initial)
        offered = {
            "stars": level.has_stars,
            "percent_text": level.has_percent,
            "word": level.has_word,
        }
        for name, is_offered in offered.items():
            if not is_offered:
                del self.fields[name]
        if "word" in self.fields:
            choices = [(str(word.pk), word.word) for word in scale.words]
            self.fields["word"].choices = [("", "―"), *choices]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            label = f"{rating.item.path} {field.label}"
            field.widget.attrs |= {"aria-label": label, "data-column": name}
            if field.label and self.was_sent and self[name].errors:
                field.widget.attrs["aria-invalid"] = "true"

    def clean_stars(self) -> int | None:
        """Refuse what is not on the set's scale, in the model's own words."""
        stars: int | None = self.cleaned_data["stars"]
        check_stars(stars, self.scale.star_steps)
        return stars

    def clean_reason(self) -> str:
        """Refuse the characters that no text of the portal may hold."""
        reason = str(self.cleaned_data["reason"])
        if unsafe_characters(reason):
            raise ValidationError(_("使えない文字（制御文字など）が入っています。消してください。"))
        return reason

    def typed(self) -> Typed:
        """Return what was sent for each field that the row has, ends of lines made alike."""
        sent = {name: self.data.get(self.add_prefix(name), "") for name in self.fields}
        del sent["version"]
        return {name: value.replace("\r\n", "\n").strip() for name, value in sent.items()}

    def is_changed(self) -> bool:
        """Whether the one who sent the row changed something in what was shown."""
        if not self.was_sent:
            return False
        version = self.sent_version()
        shown = (
            values_of(self.rating)
            if version == self.rating.version
            else values_at(self.rating, version)
        )
        typed = self.typed()
        return shown is None or any(typed[name] != shown[name].strip() for name in typed)

    def sent_version(self) -> int:
        """Return the version that was sent; -1, which none is, for what is no number."""
        text = self.data.get(self.add_prefix("version"), "")
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_VERSION))
        return int(text) if is_number else -1

    def save(self, *, by: User, reason: str) -> bool:
        """Write the row through the service; False with a message in the row where refused."""
        if not self.is_valid():
            return False
        rating = self._as_typed()
        try:
            services.save_rating(
                rating,
                by=by,
                channel=Channel.ADMIN,
                expected_version=self.sent_version(),
                reason=reason,
            )
        except Stale:
            self._show_conflict()
        except PermissionDenied as refusal:
            self.add_error(None, str(refusal))
        except ValidationError as refusal:
            self._show_refusal(refusal)
        else:
            return True
        return False

    def _as_typed(self) -> Rating:
        rating = Rating.objects.select_related("report__pledge_set", "item", "word").get(
            pk=self.rating.pk
        )
        values = self.cleaned_data
        rating.not_rated_because, rating.reason = values["not_rated_because"], values["reason"]
        if "stars" in values:
            if rating.stars != values["stars"]:
                # How the document wrote the old stars no longer holds.
                rating.stars_text = ""
            rating.stars = values["stars"]
        if "percent_text" in values:
            rating.percent_text = values["percent_text"]
        if "word" in values:
            rating.word = self.scale.word(values["word"])
        return rating

    def _show_refusal(self, refusal: ValidationError) -> None:
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields and name != "reason" else None, errors)

    def _show_conflict(self) -> None:
        """Keep what was typed, say what stands there now, and take the new version on."""
        stored = Rating.objects.select_related("word", "updated_by").get(pk=self.rating.pk)
        self.is_stale = True
        self.data = {**dict(self.data.items()), self.add_prefix("version"): str(stored.version)}
        now = [
            f"{self.fields[name].label}：{self._words(name, stored)}"
            for name in self.fields
            if name != "version"
        ]
        self.add_error(
            None,
            _(
                "あなたが開いたあとに%(who)sさんが保存しました。いまの内容は「%(now)s」です。"
                "入力はこの行に残っています。もう一度保存すると、あなたの入力に変わります。"
            )
            % {"who": stored.updated_by or _("ほかの人"), "now": "、".join(now)},
        )

    def _words(self, name: str, rating: Rating) -> str:
        if name == "word":
            return str(rating.word or _("（空）"))
        if name == "not_rated_because":
            return str(rating.get_not_rated_because_display())
        return values_of(rating)[name] or _("（空）")
