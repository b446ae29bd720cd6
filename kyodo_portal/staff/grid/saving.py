"""The one rule by which every grid is saved: each row on its own.

Right rows are saved. Wrong, stale and refused ones stay as they were typed, with their message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.after_write import batched
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.staff.grid.forms import Refusal, RowForm


@dataclass(frozen=True)
class Saved:
    """How many rows of a grid were saved, and which wait to be mended."""

    count: int
    waiting: Sequence[RowForm]

    def __str__(self) -> str:
        """Say in one sentence which rows were saved and which were not."""
        return _(
            "%(saved)s件を保存しました。%(failed)s件（%(listed)s）は保存していません。"
            "その行の説明を読んで直し、もう一度保存してください。"
        ) % {
            "saved": self.count,
            "failed": len(self.waiting),
            "listed": "、".join(form.label for form in self.waiting),
        }

    @property
    def refusals(self) -> list[Refusal]:
        """Return every message once: what many rows lack alike is to be mended once."""
        return list(dict.fromkeys(one for form in self.waiting for one in form.refusals))


def save_rows(forms: Iterable[RowForm], *, by: User, reason: str) -> Saved:
    """Save every row in which something was changed, each on its own.

    reason: why what is published is corrected, for all rows. The rows are one transaction, at
    whose end the listeners are told once; a service that refuses its row undoes that row alone,
    being atomic itself.
    """
    changed = [form for form in forms if form.changes]
    right = [form for form in changed if form.is_valid()]
    count = 0
    if right:
        with batched():
            stored = right[0].stored([form.record.pk for form in right])
            count = sum(
                _is_saved(form, stored.get(form.record.pk), by=by, reason=reason) for form in right
            )
    return Saved(count, [form for form in changed if form.errors])


def _is_saved(form: RowForm, record: Any, *, by: User, reason: str) -> bool:
    """Write one row; why it cannot be written, is said on the row."""
    if record is None:
        form.show_conflict(None)
        return False
    try:
        change = form.write(
            record,
            by=by,
            channel=Channel.ADMIN,
            expected_version=form.sent_version,
            reason=reason,
        )
    except Stale:
        form.show_conflict(form.stored([record.pk]).get(record.pk))
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        form.show_refusal(refusal)
    else:
        return change is not None
    return False
