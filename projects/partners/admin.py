"""関係団体 in the admin: the register, and other spellings merged into one."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.safe_keys import SingleAutocomplete
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.staff.own_municipality import OwnMunicipality
from kyodo_portal.staff.searching import FoldedSearch
from projects.partners import services as partners_services
from projects.partners.forms import MergeForm, UnmergeForm
from projects.partners.models import Partner
from projects.partners.rows import words_with_counts
from projects.partners.validators import NOT_THIRTEEN_DIGITS

FIELDS = ["municipality", "name", "kind", "aliases", "department", "corporate_number"]
MERGED_INTO = "merged_into"
# The name under which the list of targets is told for which partner it is.
SOURCE = "source"


@admin.register(Partner)
class PartnerAdmin(OwnMunicipality, FoldedSearch, FunnelAdmin):
    """The register of those with whom the city works."""

    has_personal_data = True
    list_display = ["name", "kind", "municipality", "merged_into"]
    list_filter = ["kind"]
    view_on_site = False
    search_help_text = gettext_lazy("名前やほかの書き方で探します。")
    fieldsets = [(None, {"fields": FIELDS})]
    lengths = {"corporate_number": NOT_THIRTEEN_DIGITS}

    def get_queryset(self, request):
        return super().get_queryset(request).for_list().select_related("merged_into")

    # --- 同じ団体の別表記をまとめる -------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [
            path("<path:object_id>/merge/", view, name="projects_partner_merge"),
            *super().get_urls(),
        ]

    def merge_view(self, request, object_id):
        """Merge a partner into another, or make a merged one a partner of its own again."""
        source = self.get_object(request, unquote(object_id))
        if source is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        form = self._merge_form(request, source)
        if request.method == "POST" and form.is_valid() and self._merged(request, source, form):
            change = reverse("admin:projects_partner_change", args=[source.pk])
            return HttpResponseRedirect(change)
        title = _("まとめるのをやめる") if source.merged_into_id else _("別表記としてまとめる")
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "source": source,
            "form": form,
            "opts": self.opts,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "projects/partners/admin/merge.html", context)

    def _merge_form(self, request, source):
        data = request.POST if request.method == "POST" else None
        initial = {"version": source.version}
        if source.merged_into_id:
            return UnmergeForm(data, initial=initial)
        form = MergeForm(data, initial=initial)
        relation = Partner._meta.get_field(MERGED_INTO)
        target = form.fields["target"]
        request.merge_source = source.pk
        target.queryset = self.limit_choices(request, relation, Partner.objects.for_list())
        target.widget = SingleAutocomplete(relation, self.admin_site, choices=target.choices)
        target.widget.asks_for = {SOURCE: str(source.pk)}
        return form

    def limit_choices(self, request, field, queryset):
        """Offer to merge into only what a partner can be merged into, with its counts."""
        rows = super().limit_choices(request, field, queryset)
        if field.name != MERGED_INTO:
            return rows
        asked = request.GET.get(SOURCE, "")
        source = getattr(request, "merge_source", int(asked) if is_id(asked) else None)
        return rows.possible_targets(source).with_work_counts()

    def choice_words(self, field, chosen):
        """Tell the partners of the list by their numbers of records and case sheets."""
        is_target = field.name == MERGED_INTO
        return words_with_counts(chosen) if is_target else super().choice_words(field, chosen)

    def _merged(self, request, source, form):
        """Carry it out; False with a message in the form where the services refuse."""
        write = {
            "source": source,
            "by": request.user,
            "channel": Channel.ADMIN,
            "source_version": form.cleaned_data["version"],
            "reason": form.cleaned_data["reason"],
        }
        try:
            if source.merged_into_id:
                partners_services.unmerge_partner(**write)
                text = _("「%(name)s」を、別の団体に戻しました。") % {"name": source}
            else:
                target = form.cleaned_data["target"]
                partners_services.merge_partners(target=target, **write)
                text = _("「%(name)s」を「%(target)s」の別表記としてまとめました。") % {
                    "name": source,
                    "target": target,
                }
        except (ValidationError, PermissionDenied) as refusal:
            source.refresh_from_db()
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
            return False
        except Stale:
            form.add_error(
                None,
                _(
                    "この画面を開いたあとに、ほかの人が保存しました。もう一度開いて確かめてください。"
                ),
            )
            return False
        self.message_user(request, text, messages.SUCCESS)
        return True
