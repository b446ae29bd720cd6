"""The base of every record with a state of its own, from draft to publication."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.parents import (
    NoParent,
    follow,
    parents_published,
    published_condition,
)
from kyodo_portal.publishing.versioned import Versioned

# A field without content; not_entered is what choices call it.
NOTHING = (None, "", "not_entered")


def _who(label: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=label,
    )


def _when(label: Any) -> "models.DateTimeField[Any, Any]":
    return models.DateTimeField(label, null=True, blank=True, editable=False)


def _pair(name: str) -> models.CheckConstraint:
    """Return the rule that who and when stand together or not at all."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{name}_pair",
        condition=Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True})
        | Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False}),
        violation_error_message=_("日時と担当者は、両方あるか、両方ないかのどちらかです。"),
    )


class PublishableQuerySet(models.QuerySet[Any]):
    """Rows by their state."""

    def published(self) -> Any:
        """Return what everybody may see: published itself, and so is what it hangs on."""
        return self.filter(published_condition(self.model))

    def known_to_public(self) -> Any:
        """Return what is published, and what was withdrawn and says so."""
        withdrawn = Q(state=State.WITHDRAWN, withdrawn_without_trace=False)
        known = Q(state=State.PUBLISHED) | withdrawn
        return self.filter(known, parents_published(self.model))


class Publishable(Versioned):
    """A record that a department drafts and submits, and the section in charge publishes.

    state    | comes from             | by
    ---------+------------------------+----------------------------------------------
    draft    | new, 提出の取消し        | editor of the department, coordinator
    submitted| draft, returned        | editor of the department, coordinator
    returned | submitted, with comment| coordinator
    published| submitted, withdrawn   | coordinator
    withdrawn| published, with reason | coordinator

    All of these fields are written by `transitions.transition` alone.

    department_lookup: the look-up that reaches the ids of the departments whose editors enter
        a record; a record may have several.
    is_entered_by_departments: whether those editors write the record itself, or only see it
        in every state.
    asked_relations: look-ups to the rows that `asked_fields` names, read once for a whole page.
    editable_when_withdrawn: whether the coordinator may write a withdrawn record, where
        something must be entered before it can be published again.
    """

    is_publishable: ClassVar[bool] = True
    parent_publishable: ClassVar[tuple[str, ...] | NoParent] = ()
    department_lookup: ClassVar[str] = "department_id"
    is_entered_by_departments: ClassVar[bool] = True
    editable_when_withdrawn: ClassVar[bool] = False
    asked_relations: ClassVar[tuple[str, ...]] = ()

    state = models.CharField(
        _("状態"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    submitted_at = _when(_("提出日時"))
    submitted_by = _who(_("提出者"))
    returned_at = _when(_("差戻し日時"))
    returned_by = _who(_("差戻した人"))
    return_comment = models.TextField(
        _("差戻しのコメント"), max_length=2000, blank=True, editable=False
    )
    published_at = _when(_("公開日時"))
    published_by = _who(_("公開した人"))
    withdrawn_at = _when(_("公開停止日時"))
    withdrawn_by = _who(_("公開を停止した人"))
    withdrawal_reason = models.TextField(
        _("公開停止の理由"), max_length=2000, blank=True, editable=False
    )
    withdrawn_without_trace = models.BooleanField(
        _("公開の跡を残さない（個人情報のとき）"), default=False, editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("状態が正しくありません。"),
            ),
            _pair("submitted"),
            _pair("returned"),
            _pair("published"),
            _pair("withdrawn"),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_time",
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("公開中の記録には公開日時が必要です。"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_returned_has_comment",
                condition=~Q(state=State.RETURNED)
                | (Q(returned_at__isnull=False) & ~Q(return_comment="")),
                violation_error_message=_("差戻しにはコメントが必要です。"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_has_reason",
                condition=~Q(state=State.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                violation_error_message=_("公開停止には理由が必要です。"),
            ),
        ]

    @property
    def is_published(self) -> bool:
        """Whether the record itself is published; see `parents.py` for what it hangs on."""
        return self.state == State.PUBLISHED

    def department_ids(self) -> Iterable[int]:
        """Return the ids of the departments whose editors enter this record."""
        return (follow(self, self.department_lookup),)

    def check_step(self, action: str) -> None:
        """Raise ValidationError where the record may not take this step yet."""

    def prepare_step(self, action: str) -> None:
        """Set what else a step writes on the record, just before it is saved in its new state."""

    def asked_fields(self) -> tuple[str, ...]:
        """Return the fields and relations that the city's own form has, in its order."""
        return ()

    def leaves_empty(self, name: str) -> bool:
        """Whether one of the asked fields holds nothing; what was found to be none is said."""
        field = self._meta.get_field(name)
        if field.many_to_many or field.one_to_many:
            return not getattr(self, name).all()
        return getattr(self, name) in NOTHING

    def empty_fields(self) -> list[str]:
        """Return what the city's own form asks and the record leaves empty, by its labels."""
        return [self._label(name) for name in self.asked_fields() if self.leaves_empty(name)]

    def _label(self, name: str) -> str:
        field: Any = self._meta.get_field(name)
        is_reverse = field.one_to_many
        return str(
            field.related_model._meta.verbose_name_plural if is_reverse else field.verbose_name
        )

    def was_ever_public(self) -> bool:
        """Whether anybody has ever submitted the record."""
        return self.state != State.DRAFT or self.submitted_at is not None

    def is_public_correction(self) -> bool:
        """Whether the record is published, so that a change of it corrects something public."""
        return self.is_published
