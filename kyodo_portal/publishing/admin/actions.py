"""提出, 差戻し, 公開 and so on: as actions of the list and as buttons of one record's page."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.admin.steps import (
    DONE,
    EXPLANATIONS,
    LABELS,
    StepForm,
    carry_out,
    failures_text,
    planned,
    posted_version,
    says_what_is_empty,
)
from kyodo_portal.publishing.choices import Action

STEP_BUTTON = "_transition"
LONGEST_ID = 18


def is_id(text: str) -> bool:
    """Whether a posted key can be one of the database's."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


class TransitionActions:
    """The part of an admin that takes publishable records from state to state.

    Each row carries the version that was seen; nothing happens before a page has listed
    what will happen.
    """

    actions_selection_counter = True

    # --- The list ------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("状態"), ordering="state")
    def state_badge(self, record):
        return format_html(
            '<span class="badge badge--{}">{}</span>', record.state, record.get_state_display()
        )

    @admin.display(
        # The stock heading: the box that marks all rows of this page.
        description=mark_safe('<input type="checkbox" id="action-toggle">')
    )
    def action_checkbox(self, obj):
        return format_html(
            '{}<input type="hidden" name="version_{}" value="{}">',
            super().action_checkbox(obj),
            obj.pk,
            obj.version,
        )

    def get_actions(self, request):
        found = super().get_actions(request)
        if not self.model.is_publishable or IS_POPUP_VAR in request.GET:
            return found
        access = access_of(request.user)
        for action, (_states, roles) in permissions.TRANSITIONS.items():
            if access.is_operator or access.municipalities_with(roles, self.model.area_code):
                found[action.value] = (partial(run_action, action), action.value, LABELS[action])
        return found

    def response_action(self, request, queryset):
        """Refuse keys that no database has, before the stock code looks them up."""
        selected = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        if not all(is_id(pk) for pk in selected):
            self.message_user(
                request,
                _("選んだ記録の番号が正しくありません。一覧から選び直してください。"),
                messages.ERROR,
            )
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    # --- One record ----------------------------------------------------------------------

    def get_urls(self):
        if not self.model.is_publishable:
            return super().get_urls()
        view = self.admin_site.admin_view(self.step_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        return [
            path("<path:object_id>/step/<slug:action>/", view, name=name),
            *super().get_urls(),
        ]

    def steps_for(self, request, obj):
        """Return (action, label, address) of each step the user may take with a record."""
        if obj is None or obj.pk is None or not self.model.is_publishable:
            return []
        access = access_of(request.user)
        return [
            (action, LABELS[action], self.step_url(obj, action))
            for action in permissions.TRANSITIONS
            if permissions.may_do(access, obj, action)
        ]

    def step_url(self, obj, action):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_step"
        return f"{reverse(name, args=[obj.pk, action.value])}?version={obj.version}"

    def response_step(self, request, obj):
        """Return the way to the step whose button has just saved the record, or None."""
        action = request.POST.get(STEP_BUTTON, "")
        if action not in permissions.TRANSITIONS or not self.model.is_publishable:
            return None
        text = _("「%(record)s」を保存しました。") % {"record": obj}
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(self.step_url(obj, Action(action)))

    def step_view(self, request, object_id, action):
        """Ask before one record takes a step, and take it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if action not in permissions.TRANSITIONS:
            raise PermissionDenied
        change = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        back = reverse(change, args=[record.pk])
        versions = {record.pk: posted_version(request.GET.get("version"))}
        answer = confirm(self, request, Action(action), [record], versions, back)
        return answer or HttpResponseRedirect(back)


def run_action(action: Action, modeladmin: Any, request: Any, queryset: Any) -> Any:
    """Ask before the marked rows take a step, and take it.

    Only rows that were marked count, also where "all" of a list is claimed: of the others
    nobody has seen the version.
    """
    marked = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
    records = list(queryset.filter(pk__in=marked))
    if len(records) < len(set(marked)):
        text = _("選んだ記録のうち%(count)s件が見つかりません。一覧から選び直してください。")
        missing = len(set(marked)) - len(records)
        modeladmin.message_user(request, text % {"count": missing}, messages.WARNING)
    if not records:
        return None
    return confirm(modeladmin, request, action, records, {}, request.get_full_path())


def confirm(modeladmin, request, action, records, versions, back):
    """Return the page that lists what will happen, or None when it has been done."""
    seen = {
        record.pk: posted_version(request.POST.get(f"version_{record.pk}"), versions.get(record.pk))
        for record in records
    }
    is_confirmed = "confirmed" in request.POST
    form = StepForm(request.POST if is_confirmed else None, action=action)
    if is_confirmed and form.is_valid():
        done, failed = carry_out(action, records, seen, by=request.user, **form.cleaned_data)
        if done:
            text = DONE[action] % {"count": len(done)}
            modeladmin.message_user(request, text, messages.SUCCESS)
        if failed:
            modeladmin.message_user(request, failures_text(failed), messages.ERROR)
        return None
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": LABELS[action],
        "action": action.value,
        "label": LABELS[action],
        "explanation": EXPLANATIONS[action],
        "plans": planned(action, records, seen, by=request.user),
        "says_what_is_empty": says_what_is_empty(action, records),
        "form": form,
        "opts": modeladmin.opts,
        "back": back,
        "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "media": modeladmin.media,
    }
    return TemplateResponse(request, "admin/publishing/step_confirmation.html", context)
