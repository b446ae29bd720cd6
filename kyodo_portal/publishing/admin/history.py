"""履歴 from Change, in the place of the stock log."""

from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.differences import Difference, differences
from kyodo_portal.publishing.models.change import Change

PAGE_SIZE = 50


class Entry(NamedTuple):
    """One change with the fields in which it differs from what was before."""

    change: Change
    differences: list[Difference]


def written_at(moment):
    """Return a moment as the staff's lists write it, in Japan's time."""
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


class ChangeHistory:
    """The part of an admin that shows who changed what. The stock log stays empty."""

    object_history_template = "admin/publishing/history.html"

    @admin.display(description=gettext_lazy("最終更新"), ordering="updated_at")
    def last_saved(self, record):
        when = written_at(record.updated_at)
        return format_html('{}<span class="sub">{}</span>', when, record.updated_by or "")

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return None

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        changes = Change.objects.of(record).for_list()
        if not permissions.may_read_history(access_of(request.user), record):
            # Drafts and comments from before the publication stay with those who wrote them.
            changes = changes.filter(is_public=True)
        paginator = self.get_paginator(request, changes, PAGE_SIZE)
        page = paginator.get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("変更履歴：%(record)s") % {"record": record},
            "subtitle": None,
            "page": page,
            "entries": [
                Entry(change, differences(self.model, change.before, change.after))
                for change in page
            ],
            "module_name": str(self.opts.verbose_name_plural),
            "object": record,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)
