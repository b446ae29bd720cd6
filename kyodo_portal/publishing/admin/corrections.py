"""訂正の依頼 in the admin: the coordinator compares and answers, who asked reads along."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing import corrections, permissions, snapshots
from kyodo_portal.publishing.admin.safe_keys import SafeKeysList
from kyodo_portal.publishing.admin.steps import why
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.differences import differences, snapshot_at
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models.correction import CorrectionRequest, CorrectionState
from kyodo_portal.publishing.registry import model_of


def readable_requests(access):
    """Return which requests somebody may read: one's own, and those of the coordinated areas."""
    readable = Q(requested_by=access.user, municipality_id__in=access.municipality_ids)
    for membership in access.memberships:
        if membership.role == Role.COORDINATOR:
            readable |= Q(municipality_id=membership.municipality_id, area=membership.area)
    return readable


def compared(asked, access):
    """Return what the request would change: against the record of today while it is open.

    Who may not see the record any more reads what it was when the change was asked for.
    """
    model = model_of(asked.kind)
    names = corrections.proposed_fields(asked)
    record: Any = model._base_manager.filter(pk=asked.object_id).first()
    is_seen = record is not None and permissions.may_view(access, record)
    if asked.state == CorrectionState.OPEN and is_seen:
        before = snapshots.take(record)
    else:
        before = snapshot_at(model, asked.object_id, asked.version)
    return differences(model, before, asked.values, names)


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(admin.ModelAdmin):
    """Requests to correct what is published."""

    list_display = ["title", "state", "reason", "requested_by", "requested_at", "answered_by"]
    list_filter = ["state", "area"]
    list_select_related = ["requested_by", "answered_by"]
    search_fields = ["title", "reason"]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_module_permission(self, request):
        access = access_of(request.user)
        return access.is_operator or bool(access.memberships)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        access = access_of(request.user)
        return rows if access.is_operator else rows.filter(readable_requests(access))

    def get_changelist(self, request, **kwargs):
        return SafeKeysList

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        asked = self.get_object(request, unquote(object_id))
        if asked is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST" and self.answer(request, asked):
            return HttpResponseRedirect(reverse("admin:publishing_correctionrequest_changelist"))
        return self.page(request, asked)

    def answer(self, request, asked):
        """Apply or decline, and say what came of it; whether it was done."""
        answer = request.POST.get("answer", "")
        try:
            if request.POST.get("decision") == "apply":
                corrections.apply_correction(
                    asked, by=request.user, channel=Channel.ADMIN, answer=answer
                )
                text = _("依頼のとおりに直しました。公開ページの更新履歴に出ます。")
            else:
                corrections.decline_correction(asked, by=request.user, answer=answer)
                text = _("依頼を見送り、返事を残しました。")
        except Stale:
            text = _("ほかの人の保存と重なりました。内容を確かめて、もう一度押してください。")
            self.message_user(request, text, messages.ERROR)
            return False
        except (PermissionDenied, ValidationError) as refusal:
            self.message_user(request, why(refusal), messages.ERROR)
            return False
        self.message_user(request, text, messages.SUCCESS)
        return True

    def page(self, request, asked):
        asked.refresh_from_db()
        is_open = asked.state == CorrectionState.OPEN
        context = {
            **self.admin_site.each_context(request),
            "title": _("訂正の依頼：%(title)s") % {"title": asked.title},
            "asked": asked,
            "rows": compared(asked, access_of(request.user)),
            "may_answer": is_open and corrections.may_answer(asked, request.user),
            "answer": request.POST.get("answer", ""),
            "record_url": record_url(asked),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/publishing/correction.html", context)

    def history_view(self, request, object_id, extra_context=None):
        """A request has no history of its own."""
        raise PermissionDenied


def record_url(asked):
    """Return the address of the record's own page, empty where it has none."""
    meta = model_of(asked.kind)._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[asked.object_id])
    except NoReverseMatch:
        return ""
