"""Deletion with the version that was seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import deletion, funnel
from kyodo_portal.publishing.admin.steps import posted_version
from kyodo_portal.publishing.choices import Channel


class DeletionRefused(Exception):
    """The funnel did not delete; its argument says why."""


class LockedDeletion:
    """The part of an admin that deletes through the funnel, and only what was seen."""

    delete_confirmation_template = "admin/publishing/delete_confirmation.html"

    def get_deleted_objects(self, objs, request):
        """Return what goes with one record, its counts, and a sentence for what forbids it."""
        [record] = objs
        own = deletion.own_records(record)
        found = deletion.obstacles(record, own, access_of(request.user))
        return own, deletion.counts_of(record, own), set(), found

    def render_delete_form(self, request, context):
        context["seen"] = deletion.mark_of(context["deleted_objects"])
        return super().render_delete_form(request, context)

    def delete_model(self, request, obj):
        version = posted_version(request.POST.get("expected_version"))
        try:
            write = funnel.Write(request.user, Channel.ADMIN)
            seen = request.POST.get("seen", "")
            funnel.delete(obj, write=write, expected_version=version, seen=seen)
        except funnel.Stale as stale:
            text = _(
                "確認の画面を開いたあとに、ほかの人がこの記録を保存しました。削除していません。"
            )
            raise DeletionRefused(text) from stale
        except PermissionDenied as denied:
            raise DeletionRefused(str(denied)) from denied
        except ValidationError as refused:
            raise DeletionRefused(" ".join(refused.messages)) from refused

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except DeletionRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        except IntegrityError:
            # Somebody has used the record since nothing did, and the database noticed.
            text = _("ほかの記録がこの記録を使っているので、削除できません。")
            self.message_user(request, text, messages.ERROR)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[object_id]))
