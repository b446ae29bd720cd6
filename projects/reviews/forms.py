"""Forms of 協働のふりかえり: what was received and consented to, and both sides' answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.admin.child_inlines import ChildForm
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.publishing.admin.written_dates import WrittenDateField
from projects.reviews.choices import ReviewMark
from projects.reviews.models.question import ReviewQuestion
from projects.reviews.models.review import ProjectReview, ReviewAnswer

EXAMPLE = _("例：R8.4.1、令和8年4月1日、2026-04-01")
MARK_CHOICES = [("", _("印なし")), *((mark.value, f"{mark} {mark.label}") for mark in ReviewMark)]


class ProjectReviewForm(FunnelForm):
    """Who answered, how the answer came in, and the consent to its publication."""

    received_on = WrittenDateField(label=_("受け取った日"), required=False, help_text=EXAMPLE)
    consent_on = WrittenDateField(
        label=_("公開の同意を確かめた日"),
        required=False,
        help_text=_("同意がないあいだは、公開できません。例：R8.4.1、令和8年4月1日"),
    )

    class Meta:
        model = ProjectReview
        fields: list[str] = []  # the admin's fieldsets say which

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.record_id is None and self.request is not None:
            self.instance.record = self.request.reviewed_record
            self.instance.municipality_id = self.instance.record.municipality_id


class ReviewAnswerForm(ChildForm):
    """One question with both sides' answers; the question stands fixed.

    `questions` (by id) and `uses_marks` are set on the class for each request.
    """

    place = None  # type: ignore[assignment]  # takes the field of the base away
    questions: dict[int, ReviewQuestion] = {}
    uses_marks = False

    class Meta:
        model = ReviewAnswer
        fields = ["question", "city_words", "partner_words", "city_mark", "partner_mark"]
        widgets = {
            "question": forms.HiddenInput,
            "city_words": forms.Textarea(attrs={"rows": 4}),
            "partner_words": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.ModelForm.__init__(self, *args, **kwargs)
        typed = self.data.get(self.add_prefix("question"), "")
        key = self.initial.get("question") or (int(typed) if is_id(typed) else None)
        self.asked = self.questions.get(key) if key is not None else None
        for name in ("city_mark", "partner_mark"):
            self.fields[name].choices = MARK_CHOICES  # type: ignore[attr-defined]
            if not self._has_mark(name):
                del self.fields[name]

    def _has_mark(self, name: str) -> bool:
        """Whether the mark is asked for; one that is there, or was sent, is never hidden."""
        is_asked = self.uses_marks and self.asked is not None and self.asked.takes_marks
        is_there = getattr(self.instance, name) is not None or self.data.get(self.add_prefix(name))
        return is_asked or bool(is_there)

    def has_changed(self) -> bool:
        """Every question has its row, answered or not."""
        return True

    @property
    def wanted_place(self) -> int:
        """Return the question's place in the list."""
        return self.cleaned_data["question"].position if self.cleaned_data.get("question") else 0
