"""One rating in the admin: departments in order, figures, and its initiatives as rows."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.child_inlines import ChildInline
from kyodo_portal.staff.fields.choices import (
    OrderedAutocomplete,
    OrderedChoiceField,
    offer_choices_alone,
)
from kyodo_portal.staff.list_filters import IdFilter
from pledges import AREA
from pledges.reports import services
from pledges.reports.forms.rating import RatingForm
from pledges.reports.models.rating import Initiative, Rating
from pledges.reports.models.report import ProgressReport

FIGURES = ["stars", "stars_text", "percent_text", "word", "not_rated_because"]


class InitiativeRows(ChildInline):
    """取組事業, in the order of the report; rated singly only where the city does so."""

    model = Initiative
    fk_name = "rating"
    verbose_name = gettext_lazy("取組事業")
    verbose_name_plural = gettext_lazy("取組事業")
    fieldsets = [(None, {"fields": ["place", "text", "department", "steps"]})]


class ReportFilter(IdFilter):
    """By report, of those that the user may see."""

    title = gettext_lazy("報告")
    parameter_name = "report"
    lookup = "report"
    related = staticmethod(ProgressReport.objects.for_list)
    label_of = str


@admin.register(Rating)
class RatingAdmin(FunnelAdmin):
    """What a report says of one item. A year's figures are entered faster in the grid."""

    form = RatingForm
    inlines = [InitiativeRows]
    list_display = ["item", "report", "status", "departments_shown"]
    list_filter = [ReportFilter, "status"]
    search_fields = ["item__title", "initiatives__text"]
    search_help_text = gettext_lazy("公約や取組事業のことばで探します。")
    sortable_by = ()
    view_on_site = False

    def get_queryset(self, request):
        rows = super().get_queryset(request).for_report()
        return rows.select_related("report__pledge_set", "item__pledge_set")

    @admin.display(description=gettext_lazy("担当部署"))
    def departments_shown(self, rating):
        if rating.pk is None:
            return ""
        return "、".join(link.department.name for link in rating.department_links.all())

    # --- Who may -----------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        if request.method == "POST" and self._is_in_charge(request, obj):
            # Who typed while the report moved on is told so by the service.
            return True
        return services.may_write_rating(access_of(request.user), obj)

    def _is_in_charge(self, request, rating):
        own = access_of(request.user).own_department_ids(AREA)
        return bool(services.department_ids_of(rating) & own)

    def has_delete_permission(self, request, obj=None):
        """Only while the report was never public: afterwards a rating is corrected."""
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None:
            return True
        access = access_of(request.user)
        is_coordinator = access.is_coordinator(obj.report.municipality_id, AREA)
        return is_coordinator and obj.report.published_at is None

    # --- The form ----------------------------------------------------------------------

    def get_readonly_fields(self, request, obj=None):
        placed = ["report", "item"] if obj is not None else []
        return placed if self._names_departments(request, obj) else [*placed, "departments_shown"]

    def _names_departments(self, request, rating):
        """Whether the user says which departments are in charge."""
        access = access_of(request.user)
        if rating is None:
            return True
        return access.is_coordinator(rating.report.municipality_id, AREA)

    def get_fields(self, request, obj=None):
        writes = obj is None or self.has_change_permission(request, obj)
        names = writes and self._names_departments(request, obj)
        departments = "department_list" if names else "departments_shown"
        reason = "rating_reason" if writes else "reason"
        return ["report", "item", departments, *self._figures(obj), reason, "note"]

    def _figures(self, rating):
        """Return the fields by which the item's level is rated, and those that hold something."""
        if rating is None:
            return FIGURES
        levels = list(rating.report.pledge_set.levels.all())
        level = levels[rating.item.depth]
        stars = level.has_stars or rating.stars is not None
        shown = {
            "stars": stars,
            "stars_text": stars,
            "percent_text": level.has_percent or rating.percent is not None,
            "word": level.has_word or rating.word_id is not None,
        }
        return [name for name in FIGURES if shown.get(name, True)]

    def get_fieldsets(self, request, obj=None):
        extra = super().get_fieldsets(request, obj)[1:]
        return [(None, {"fields": self.get_fields(request, obj)}), *extra]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if self._names_departments(request, obj):
            form.base_fields["department_list"] = self._department_field(request)
        else:
            form.base_fields.pop("department_list", None)
        return form

    def _department_field(self, request):
        relation = Rating._meta.get_field("departments")
        return OrderedChoiceField(
            queryset=self.limit_choices(request, relation, Department.objects.for_list()),
            label=relation.verbose_name,
            help_text=_("名前の一部を入れて選びます。報告に書く順に選びます。"),
            required=False,
            widget=OrderedAutocomplete(relation, self.admin_site),
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"report", "item", "word"}:
            offer_choices_alone(field)
        return field

    @admin.display(description=gettext_lazy("担当部署"))
    def department_list(self, rating):
        """Show the departments in their order on a page that is only to be read."""
        return "、".join(department.name for department in rating.listed_departments())

    @admin.display(description=gettext_lazy("理由"))
    def rating_reason(self, rating):
        return rating.reason
