"""Deletion with the version that was seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.admin.steps import posted_version
from kyodo_portal.publishing.choices import Channel


class DeletionRefused(Exception):
    """The funnel did not delete; its argument says why."""


class LockedDeletion:
    """The part of an admin that deletes through the funnel, and only what was seen."""

    delete_confirmation_template = "admin/publishing/delete_confirmation.html"

    def delete_model(self, request, obj):
        version = posted_version(request.POST.get("expected_version"))
        try:
            write = funnel.Write(request.user, Channel.ADMIN)
            funnel.delete(obj, write=write, expected_version=version)
        except funnel.Stale as stale:
            text = _(
                "確認の画面を開いたあとに、ほかの人がこの記録を保存しました。削除していません。"
            )
            raise DeletionRefused(text) from stale
        except PermissionDenied as denied:
            raise DeletionRefused(str(denied)) from denied
        except ProtectedError as needed:
            text = _("ほかの記録がこの記録を使っているので、削除できません。")
            raise DeletionRefused(text) from needed

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except DeletionRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[object_id]))
