"""The base of every admin whose records the funnel writes."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import DateField, DateTimeField, URLField
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.publishing import corrections, funnel, permissions, services
from kyodo_portal.publishing.admin.actions import TransitionActions
from kyodo_portal.publishing.admin.child_inlines import row_errors, wanted_rows
from kyodo_portal.publishing.admin.choices_limits import LimitedChoices, writable_municipalities
from kyodo_portal.publishing.admin.deletion import LockedDeletion
from kyodo_portal.publishing.admin.history import ChangeHistory
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.publishing.admin.offered_departments import offer_existing
from kyodo_portal.publishing.admin.row_merging import merged_rows
from kyodo_portal.publishing.admin.safe_keys import SafeKeysList
from kyodo_portal.publishing.admin.steps import LABELS
from kyodo_portal.publishing.admin.written_dates import WrittenDateField
from kyodo_portal.publishing.admin.written_years import WrittenFiscalYearField
from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.parents import is_public
from kyodo_portal.publishing.relations import ChildRows
from kyodo_portal.publishing.resending import may_be_sent_again, resend_page

DATE_EXAMPLE = gettext_lazy("例：R8.4.1、令和8年4月1日、2026-04-01")


class Refused(Exception):
    """The funnel refused what a form had accepted; the form says so on a second pass."""


class FunnelAdmin(
    LimitedChoices, TransitionActions, LockedDeletion, ChangeHistory, admin.ModelAdmin
):
    """Writes through the funnel alone; who may do what follows from memberships.

    To build on it: `form` is FunnelForm or a subclass; what writes is the service of the model
    (see `services.py`), or what `write_record` says instead.
    has_personal_data: whether what is typed may tell of a person, so that no browser keeps it.
    fiscal_years: the help of each field that holds a fiscal year and is typed as staff write
        years; a form that declares such a field itself needs none.
    lengths: what is said of a code that is too long, in place of the count of its signs.
    """

    form = FunnelForm
    change_form_template = "admin/publishing/change_form.html"
    has_personal_data = False
    fiscal_years: dict[str, Any] = {}
    lengths: dict[str, Any] = {}
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False

    # --- Who may ---------------------------------------------------------------------

    def has_module_permission(self, request):
        return permissions.works_with(access_of(request.user), self.model)

    def has_view_permission(self, request, obj=None):
        access = access_of(request.user)
        if obj is None:
            return permissions.may_view_any(access, self.model)
        return permissions.may_view(access, obj)

    def has_add_permission(self, request):
        return permissions.may_add_any(access_of(request.user), self.model)

    def has_change_permission(self, request, obj=None):
        access = access_of(request.user)
        if obj is None:
            return access.is_operator or bool(writable_municipalities(access, self.model))
        if permissions.may_change(access, obj):
            return True
        # Who typed while the record moved on is told so by the form, and keeps the text.
        moved_on = request.method == "POST" and permissions.may_enter(access, obj)
        return moved_on or self.asks_for_correction(request, obj)

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return self.has_change_permission(request)
        return permissions.may_delete(access_of(request.user), obj)

    def asks_for_correction(self, request, obj):
        """Whether saving this record means to ask the coordinator to correct it."""
        access = access_of(request.user)
        return obj is not None and permissions.may_request_correction(access, obj)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return permissions.visible(rows, access_of(request.user))

    def get_changelist(self, request, **kwargs):
        return SafeKeysList

    def lookup_allowed(self, lookup, value, request):
        """Refuse to list by rows that name a record: it would tell which of them there are."""
        names = {field.name for field in self.opts.get_fields() if field.one_to_many}
        is_reverse = lookup.partition(LOOKUP_SEP)[0] in names
        return not is_reverse and super().lookup_allowed(lookup, value, request)

    # --- The form ----------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        request.edited_record = obj
        # Decided before the form writes what was typed into the record.
        request.is_correction = self.asks_for_correction(request, obj)
        request.compared_rows = {}
        form = super().get_form(request, obj, change=change, **kwargs)
        form.request = request
        return form

    def get_fields(self, request, obj=None):
        """Leave out what the page places by itself."""
        names = super().get_fields(request, obj)
        return [name for name in names if name not in FunnelForm.declared_fields]

    def get_fieldsets(self, request, obj=None):
        """Add the reason where something published is about to be changed."""
        fieldsets = list(super().get_fieldsets(request, obj))
        corrects = obj is not None and obj.is_public_correction()
        if corrects and self.has_change_permission(request, obj):
            text = (
                _("何をなぜ直してほしいかを書きます。取りまとめ担当に届きます。")
                if self.asks_for_correction(request, obj)
                else _("内容を直したときは必ず書きます。公開ページの更新履歴に出ます。")
            )
            reason = {"fields": ["reason"], "description": text, "classes": ["reason"]}
            fieldsets.append((_("訂正の理由"), reason))
        return fieldsets

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, URLField):
            kwargs.setdefault("assume_scheme", "https")
        if db_field.name in self.lengths:
            kwargs.setdefault("error_messages", {"max_length": self.lengths[db_field.name]})
        if isinstance(db_field, DateField) and not isinstance(db_field, DateTimeField):
            return _written(db_field, WrittenDateField, db_field.help_text or DATE_EXAMPLE)
        if db_field.name in self.fiscal_years:
            return _written(db_field, WrittenFiscalYearField, self.fiscal_years[db_field.name])
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        """Choose the municipality for everybody who writes in only one."""
        initial = super().get_changeform_initial_data(request)
        municipalities = writable_municipalities(access_of(request.user), self.model)
        if len(municipalities) == 1:
            initial.setdefault(Municipality._meta.model_name, *municipalities)
        return initial

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and obj.pk is not None:
            kwargs["data"] = merged_rows(request, obj, inline, kwargs)
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        offer_existing(
            context["adminform"].form, [one.formset for one in context["inline_admin_formsets"]]
        )
        may_change = obj is not None and self.has_change_permission(request, obj)
        steps = self.steps_for(request, obj)
        if add and self.model.is_publishable:
            steps = [(Action.SUBMIT, LABELS[Action.SUBMIT], "")]
        context |= {
            "keeps_text": not self.has_personal_data,
            "asks_for_correction": self.asks_for_correction(request, obj),
            "form_is_editable": add or may_change,
            "row_errors": row_errors(context.get("inline_admin_formsets", ())),
            # In a form the buttons save first; a page without a form has links.
            "transition_buttons": [(action.value, label) for action, label, _url in steps],
            "step_links": []
            if add or may_change
            else [(label, url) for _action, label, url in steps],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_view_on_site_url(self, obj=None):
        """Lead to the public page of what is published; there is none of the rest."""
        has_page = hasattr(obj, "get_absolute_url") and getattr(obj, "is_published", False)
        return obj.get_absolute_url() if has_page and is_public(obj) else None

    # --- Writing -----------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Run again after a race or a refusal: the second pass answers with the page."""
        view = super().changeform_view
        try:
            return view(request, object_id, form_url, extra_context)
        except (funnel.Stale, IntegrityError):
            pass
        except Refused as refusal:
            request.funnel_refusal = refusal.__cause__
        try:
            return view(request, object_id, form_url, extra_context)
        except (funnel.Stale, IntegrityError, Refused):
            request.funnel_refusal = ValidationError(
                _("ほかの人の保存と重なりました。もう一度「保存」を押してください。")
            )
        return view(request, object_id, form_url, extra_context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Hand back what was typed into a record that is gone."""
        if may_be_sent_again(request):
            return resend_page(request, "gone", status=404)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def save_model(self, request, obj, form, change):
        """Write nothing: at this point the relations are not known yet."""

    def save_related(self, request, form, formsets, change):
        for formset in formsets:
            formset.save(commit=False)
        try:
            self.write(request, form, formsets)
        except (ValidationError, PermissionDenied) as refusal:
            raise Refused from refusal

    def write(self, request, form, formsets):
        """Hand record and wanted relations to the service, or to the coordinator."""
        record, relations = form.instance, self.wanted_relations(form, formsets)
        is_new = record._state.adding
        write = {
            "by": request.user,
            "expected_version": None if is_new else form.cleaned_data["expected_version"],
            "reason": form.cleaned_data.get("reason", ""),
        }
        if request.is_correction:
            request.correction = corrections.request_correction(
                record, relations=relations, **write
            )
        else:
            self.write_record(record, relations, channel=Channel.ADMIN, **write)

    def wanted_relations(self, form, formsets):
        """Return the wanted objects of each relation that the form (or an inline) brings."""
        new_relations = form.wanted_relations()
        for formset in formsets:
            for relation in self.model.relations:
                if isinstance(relation, ChildRows) and relation.model is formset.model:
                    new_relations[relation.name] = wanted_rows(formset)
        return new_relations

    def write_record(self, record, relations, **write):
        """Write through the service; `write` holds by, channel, expected_version, reason."""
        services.save(record, relations=relations, **write)

    # --- The answer --------------------------------------------------------------------

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_step(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        if getattr(request, "correction", None) is not None:
            text = _("「%(record)s」の訂正を依頼しました。取りまとめ担当が確かめます。")
            self.message_user(request, text % {"record": obj}, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:publishing_correctionrequest_changelist"))
        return self.response_step(request, obj) or super().response_change(request, obj)


def _written(db_field, field_class, help_text):
    """Return the field of a form in which staff write a day or a year as they are used to."""
    return field_class(
        label=capfirst(db_field.verbose_name), required=not db_field.blank, help_text=help_text
    )
