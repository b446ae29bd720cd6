"""収録範囲 in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.written_dates import day_column
from kyodo_portal.publishing.admin.written_years import FiscalYearValues, fiscal_year_column
from kyodo_portal.publishing.areas import area_choices
from kyodo_portal.publishing.models.edition import Edition


@admin.register(Edition)
class EditionAdmin(FunnelAdmin):
    """What each year's figures cover, and when they were released."""

    fiscal_years = {"fiscal_year": _("例：R7、令和7年度、2025")}
    list_display = [
        "__str__",
        "municipality",
        "fiscal_year_shown",
        "area",
        "released_on_shown",
        "is_published",
    ]
    list_filter = [
        ("municipality", admin.RelatedOnlyFieldListFilter),
        ("fiscal_year", FiscalYearValues),
        "area",
        "is_published",
    ]
    list_select_related = ["municipality"]
    search_fields = ["coverage", "source_title"]
    fieldsets = [
        (None, {"fields": ["municipality", "area", "fiscal_year"]}),
        (_("何を収めているか"), {"fields": ["coverage", "source_title", "source_url"]}),
        (_("公表"), {"fields": ["released_on", "is_published"]}),
    ]

    released_on_shown = day_column("released_on", _("公表日"))
    fiscal_year_shown = fiscal_year_column("fiscal_year", _("年度"))

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """Offer the areas that the user coordinates, and the record's present one."""
        if db_field.name == "area":
            access = access_of(request.user)
            current = getattr(getattr(request, "edited_record", None), "area", None)
            kwargs["choices"] = [
                ("", "---------"),
                *(
                    (value, label)
                    for value, label in area_choices()
                    if access.is_operator
                    or value == current
                    or access.municipalities_with(self.model.change_roles, value)
                ),
            ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
