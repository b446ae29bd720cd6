"""協働事例紹介シート in the admin: the form in the order of the sheet, and the list."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.child_inlines import ChildInline
from kyodo_portal.staff.fields.choices import OrderedAutocomplete, OrderedChoiceField
from kyodo_portal.staff.list_filters import StateFilter
from kyodo_portal.staff.searching import FoldedSearch
from projects.cases.forms import CaseSheetForm
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.models.rows import CaseRole, CaseStrength, FlowArrow, FlowParty
from projects.partners.models import Partner

WHO = [
    "project",
    "title",
    "department",
    "department_list",
    "partner_list",
    "form",
    "involvement",
    "start_text",
    "as_of_text",
]
CONTENT = ["overview", "trigger", "outcome", "points"]
# Short rows are entered as in a table.
TABLE = "admin/edit_inline/tabular.html"
WORDING = ["department_text", "partner_text", "captions", "notes", "sort_order"]


class RoleInline(ChildInline):
    """役割, party by party."""

    model = CaseRole
    fk_name = "sheet"
    fields = [("side", "party", "place"), "text"]


class StrengthInline(ChildInline):
    """強み, party by party."""

    model = CaseStrength
    fk_name = "sheet"
    fields = [("side", "party", "place"), "text"]


class FlowPartyInline(ChildInline):
    """Who stands in the diagram."""

    model = FlowParty
    template = TABLE
    fk_name = "sheet"
    fields = ["name", "place"]


class FlowArrowInline(ChildInline):
    """What goes from whom to whom, by the names of the parties above."""

    model = FlowArrow
    template = TABLE
    fk_name = "sheet"
    fields = ["from_party", "to_party", "label", "direction_known", "place"]


@admin.register(CaseSheet)
class CaseSheetAdmin(FoldedSearch, FunnelAdmin):
    """The sheets, in the order of their document."""

    form = CaseSheetForm
    inlines = [RoleInline, StrengthInline, FlowPartyInline, FlowArrowInline]
    autocomplete_fields = ["project"]
    list_display = ["state_badge", "title", "department", "municipality", "updated_at"]
    list_display_links = ["title"]
    list_filter = [StateFilter]
    search_help_text = _("事業名、担当課、協働の相手、本文のことばで探します。")

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin_list()

    def get_fieldsets(self, request, obj=None):
        extra = super().get_fieldsets(request, obj)
        return [
            (_("だれが、いつから"), {"fields": WHO}),
            (_("取り組み"), {"fields": CONTENT}),
            (
                _("シートでの書き方（公表したシートのことばを残すとき）"),
                {"fields": WORDING, "classes": ["collapse"]},
            ),
            *extra[1:],
        ]

    def get_fields(self, request, obj=None):
        return [*WHO, *CONTENT, *WORDING]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.base_fields["department_list"] = self._ordered_field(
            request, "departments", Department.objects.for_list()
        )
        form.base_fields["partner_list"] = self._ordered_field(
            request, "partners", Partner.objects.for_list()
        )
        return form

    def _ordered_field(self, request, name, queryset):
        relation = CaseSheet._meta.get_field(name)
        return OrderedChoiceField(
            queryset=self.limit_choices(request, relation, queryset),
            label=relation.verbose_name,
            help_text=_("名前の一部を入れて、シートにある順に選びます。"),
            required=False,
            widget=OrderedAutocomplete(relation, self.admin_site),
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Department:
            kwargs.setdefault("queryset", Department.objects.for_list())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("担当課"))
    def department_list(self, sheet):
        """Show the departments in their order on a page that is only to be read."""
        links = sheet.department_links.select_related("department")
        return format_html_join("、", "{}", ((link.department.name,) for link in links))

    @admin.display(description=_("協働の相手"))
    def partner_list(self, sheet):
        """Show the partners in their order on a page that is only to be read."""
        links = sheet.partner_links.select_related("partner")
        return format_html_join("、", "{}", ((link.partner.name,) for link in links))
