"""The parts of a sheet, one for each department, as rows of its form."""

from django.contrib import admin

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.admin.choices_limits import LimitedChoices
from policies.sheets.forms import SectionForm
from policies.sheets.models import EvaluationSheet, SheetSection


class SectionInline(LimitedChoices, admin.StackedInline):
    """担当課の記入. Coordinators add and take away parts; departments write their own."""

    model = SheetSection
    fk_name = "sheet"
    form = SectionForm
    template = "policies/sheets/admin/sections.html"
    ordering = ["position", "id"]

    @property
    def record_model(self):
        """Return the sheets, whose rows these are."""
        return EvaluationSheet

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("department", "confirmed_by", "sheet__plan_item")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.request = request
        return formset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Department:
            kwargs.setdefault("queryset", Department.objects.for_list())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_extra(self, request, obj=None, **kwargs):
        return 2 if obj is None else int(self.has_add_permission(request, obj))

    # --- Who may: as with the sheet itself --------------------------------------------------

    def _collects(self, request, sheet):
        access = access_of(request.user)
        if sheet is None:
            return permissions.may_add_any(access, EvaluationSheet)
        return permissions.is_coordinator_of(access, sheet)

    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return self.parent_admin(request).has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self._collects(request, obj) and (
            obj is None or self.has_change_permission(request, obj)
        )

    def has_delete_permission(self, request, obj=None):
        return obj is not None and self.has_add_permission(request, obj)

    def parent_admin(self, _request):
        """Return the admin of the sheets."""
        return self.admin_site.get_model_admin(EvaluationSheet)


def wanted_sections(formsets):
    """Return the sections that a sheet is to have, in order, from the rows of its form."""
    wanted = []
    for formset in formsets:
        gone = {id(form) for form in formset.deleted_forms} if formset.is_bound else set()
        for number, form in enumerate(formset.forms):
            is_kept = number < formset.initial_form_count() or form.has_changed()
            if is_kept and id(form) not in gone:
                wanted.append(form.instance)
    return wanted


def section_errors(formsets):
    """Return what must be mended in the parts, with the place that it belongs to."""
    return [
        {"message": f"{form.instance}：{message}", "anchor": form[name].auto_id}
        for formset in formsets
        if formset.is_bound
        for form in formset.forms
        for name, messages in form.errors.items()
        if name in form.fields
        for message in messages
    ] + [
        {"message": message, "anchor": ""}
        for formset in formsets
        if formset.is_bound
        for messages in (formset.non_form_errors(), *(f.non_field_errors() for f in formset.forms))
        for message in messages
    ]
