"""事業 in the admin: the project that goes on over the years."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.own_municipality import OwnMunicipality
from kyodo_portal.staff.searching import FoldedSearch
from projects.records.models.activity_field import ActivityField
from projects.records.models.project import Project


@admin.register(Project)
class ProjectAdmin(OwnMunicipality, FoldedSearch, FunnelAdmin):
    """Names and code of the continuing projects."""

    list_display = ["name", "code", "municipality", "updated_at"]
    list_select_related = ["municipality"]
    view_on_site = False
    search_help_text = _("名称、前の名称、事業コードで探します。")
    fieldsets = [
        (None, {"fields": ["municipality", "name", "former_names", "activity_fields", "code"]})
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "activity_fields" and field is not None:
            # The city's fields are made in their own list, not between the check boxes.
            field.widget.can_add_related = False
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "activity_fields":
            kwargs["queryset"] = ActivityField.objects.for_list()
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "activity_fields" and not field.queryset.exists():
            field.help_text = _("この自治体の活動分野は、まだ登録されていません。")
        return field
