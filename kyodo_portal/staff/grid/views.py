"""The screen of a grid: one page of a record's admin to see, type and save its rows."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from kyodo_portal.staff.grid.forms import ReasonForm, RowForm
from kyodo_portal.staff.grid.saving import Saved, save_rows

VERSION = re.compile(r"\w+-\d+-version")


def forms_of(grid: Any) -> list[RowForm]:
    """Return the forms of the rows that the user may write."""
    return [row.form for row in grid.rows if row.form is not None]


def count_missing(forms: Iterable[RowForm], data: Mapping[str, Any]) -> int:
    """Return how many rows were sent that are not, or no longer, the user's to write."""
    sent = {name for name in data if VERSION.fullmatch(name)}
    return len(sent - {form.add_prefix("version") for form in forms})


class GridView:
    """The part of an admin that has a grid for each of its records.

    grid_name: the last part of its address. saved_text: says how many rows (`count`) were
    saved. reason_hint: when a correction needs a reason. A grid has `rows`, whose `form` is
    None where it is only to be read, `columns` (how many), and `needs_reason`, where saving may
    correct what is public.
    """

    grid_name: str
    grid_template: str
    saved_text: Any
    reason_hint: Any

    def build_grid(self, request, record, data=None, waiting=None):
        """Return the grid of a record.

        data: what was posted; every row that it holds is listed. waiting: forms by the id of
        their row, to stand in it in place of a new one.
        """
        raise NotImplementedError

    def grid_context(self, record):
        """Return what the app's own template shows beside the grid, and its `title`."""
        raise NotImplementedError

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_{self.grid_name}"
        view = self.admin_site.admin_view(self.grid_view)
        return [path(f"<path:object_id>/{self.grid_name}/", view, name=name), *super().get_urls()]

    def grid_view(self, request, object_id):
        """Show the grid, or save what was typed into it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "POST":
            grid = self.build_grid(request, record)
            return self._grid_page(request, record, grid, ReasonForm(hint=self.reason_hint))
        return self._save_grid(request, record)

    def _save_grid(self, request, record):
        forms = forms_of(self.build_grid(request, record, request.POST))
        if not forms:
            raise PermissionDenied
        reason = ReasonForm(request.POST, hint=self.reason_hint)
        if reason.is_valid():
            saved = save_rows(forms, by=request.user, reason=reason.cleaned_data["reason"])
        else:
            saved = Saved(0, [form for form in forms if form.changes])
        if missing := count_missing(forms, request.POST):
            text = _("送られた行のうち%(count)s件は、いまは書けません。保存していません。")
            self.message_user(request, text % {"count": missing}, messages.WARNING)
        if not saved.waiting:
            text = self.saved_text if saved.count else _("変わったところはありませんでした。")
            self.message_user(request, text % {"count": saved.count}, messages.SUCCESS)
            return HttpResponseRedirect(request.get_full_path())
        if any(form.lacks_reason for form in saved.waiting):
            reason.add_error(
                "reason", _("公開中の記録を直すときは、理由を書いてください。更新履歴に出ます。")
            )
        waiting = {form.record.pk: form for form in saved.waiting}
        grid = self.build_grid(request, record, waiting=waiting)
        return self._grid_page(request, record, grid, reason, saved)

    def _grid_page(self, request, record, grid, reason, saved=None):
        context = {
            **self.admin_site.each_context(request),
            "record": record,
            "grid": grid,
            "is_editable": bool(forms_of(grid)),
            "reason": reason["reason"],
            "saved": saved,
            "opts": self.opts,
            "media": self.media,
            **self.grid_context(record),
        }
        return TemplateResponse(request, self.grid_template, context)
