"""年度の記録 in the admin: the clerk's form and the list."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.fiscal_years import (
    InvalidDate,
    format_fiscal_year,
    parse_fiscal_year,
    reported_fiscal_year,
)
from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.history import written_at
from kyodo_portal.publishing.admin.safe_keys import SingleAutocomplete
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR
from kyodo_portal.staff.fields.choices import (
    OrderedAutocomplete,
    OrderedChoiceField,
    offer_choices_alone,
)
from kyodo_portal.staff.list_filters import (
    DepartmentFilter,
    FiscalYearFilter,
    IdFilter,
    StateFilter,
)
from kyodo_portal.staff.searching import FoldedSearch
from projects import AREA
from projects.partners.models import Partner
from projects.records import services
from projects.records.choices import ParticipantsStatus, Stage
from projects.records.forms.last_year import show_last_year
from projects.records.forms.record import (
    DATE_FIELDS,
    ProjectRecordForm,
    date_notes,
    stage_notes,
    usual_stage,
)
from projects.records.models.form import CollaborationForm
from projects.records.models.record import ProjectRecord


class FormFilter(IdFilter):
    """協働の形態, from the municipality's own list."""

    title = gettext_lazy("協働の形態")
    parameter_name = "form"
    lookup = "forms"
    related = staticmethod(CollaborationForm.objects.for_list)


PROJECT = [
    "project",
    "is_new_project",
    "fiscal_year",
    "number",
    "department",
    "name",
    "partner_list",
    "forms",
]
YEAR = [
    "stage",
    "recurrence",
    "frequency",
    "first_year",
    "start_text",
    "end_text",
    "purpose",
    "content",
]
RESULT = ["participants_text", "outcome"]
WORDING = ["department_text", "partner_text", "form_text", "recurrence_text"]
# What a page to be read shows in place of a field of the form.
READ_INSTEAD = {"fiscal_year": "fiscal_year_shown", "is_new_project": None}


@admin.register(ProjectRecord)
class ProjectRecordAdmin(FoldedSearch, FunnelAdmin):
    """A year's records, in the order and words of the city's own form."""

    form = ProjectRecordForm
    autocomplete_fields = ["project"]
    list_display = [
        "state_badge",
        "number_shown",
        "name",
        "department",
        "fiscal_year_shown",
        "participants_shown",
        "last_saved",
    ]
    list_display_links = ["name"]
    list_filter = [FiscalYearFilter, DepartmentFilter, FormFilter, StateFilter]
    search_help_text = gettext_lazy("名称、関係団体、目的、内容などのことばで探します。")

    # --- The list --------------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin_list()

    @admin.display(description=gettext_lazy("No."), ordering="position")
    def number_shown(self, record):
        return record.number

    @admin.display(description=gettext_lazy("年度"), ordering="fiscal_year")
    def fiscal_year_shown(self, record):
        return format_fiscal_year(record.fiscal_year)

    @admin.display(description=gettext_lazy("市民参加人数"), ordering="participants")
    def participants_shown(self, record):
        if record.participants_status == ParticipantsStatus.COUNTED:
            return _("%(count)s人") % {"count": f"{record.participants:,}"}
        words = record.get_participants_status_display()
        return format_html('<span class="empty">{}</span>', words)

    # --- The form --------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        extra = super().get_fieldsets(request, obj)
        year = format_fiscal_year(obj.fiscal_year) if obj else _("この年度")
        fieldsets = [
            (_("事業"), {"fields": PROJECT}),
            (_("%(year)sの実施") % {"year": year}, {"fields": YEAR}),
            (_("成果"), {"fields": RESULT}),
            (
                _("一覧での書き方（公表した一覧のことばを残すとき）"),
                {
                    "fields": WORDING,
                    "classes": ["collapse"],
                    "description": _("空のままにすると、上で選んだことばが入ります。"),
                },
            ),
            *extra[1:],
        ]
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": _to_be_read(options["fields"])})
            for title, options in fieldsets
        ]

    def get_fields(self, request, obj=None):
        return [*PROJECT, *YEAR, *RESULT, *WORDING]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "project" in form.base_fields:
            # A new project is started by leaving the field empty, not in a window of its own.
            offer_choices_alone(form.base_fields["project"])
        form.base_fields["partner_list"] = self._partner_field(request)
        return form

    def _partner_field(self, request):
        relation = ProjectRecord._meta.get_field("partners")
        autocomplete = OrderedAutocomplete(relation, self.admin_site)
        adds = self.admin_site._registry[Partner].has_add_permission(request)
        return OrderedChoiceField(
            queryset=self.limit_choices(request, relation, Partner.objects.for_list()),
            label=relation.verbose_name,
            help_text=_(
                "名前の一部を入れて選びます。主催者から順に選びます。ないときは追加します。"
            ),
            required=False,
            widget=RelatedFieldWidgetWrapper(
                autocomplete,
                relation.remote_field,
                self.admin_site,
                can_add_related=adds,
                can_change_related=False,
                can_delete_related=False,
                can_view_related=False,
            ),
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Department:
            kwargs.setdefault("queryset", Department.objects.for_list())
        if db_field.name == "project":
            kwargs["widget"] = SingleAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        initial.setdefault("fiscal_year", reported_fiscal_year())
        initial.setdefault("stage", _stage_of(initial["fiscal_year"]))
        departments = {
            membership.department_id
            for membership in access_of(request.user).memberships
            if membership.role == Role.EDITOR and membership.area == AREA
        }
        if len(departments) == 1:
            initial.setdefault("department", *departments)
        return initial

    @admin.display(description=gettext_lazy("関係団体"))
    def partner_list(self, record):
        """Show the partners in their order on a page that is only to be read."""
        names = ((partner.name,) for partner in record.listed_partners())
        return format_html_join("、", "{}", names)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        self._lay_last_year(request, form)
        context |= {
            "submit_status": self._status(obj),
            "is_draft": obj is None or obj.state in EDITABLE_BY_EDITOR,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _lay_last_year(self, request, form):
        project = form.instance.project_id or form.initial.get("project")
        year = form.instance.fiscal_year or form.initial.get("fiscal_year")
        if is_id(str(project)) and is_id(str(year)):
            earlier = self.get_queryset(request).latest_before(int(project), int(year))
            if earlier is not None:
                show_last_year(form, earlier)

    def _status(self, record):
        if record is None:
            return _("まだ保存していません。")
        if record.updated_by is None:
            return record.get_state_display()
        return _("%(state)s。%(who)sさんが%(when)sに保存しました。") % {
            "state": record.get_state_display(),
            "who": record.updated_by,
            "when": written_at(record.updated_at),
        }

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj is not None and obj.is_published else None

    # --- Writing ---------------------------------------------------------------------------

    def write_record(self, record, relations, **write):
        if record.project_id is None:
            # Whether it is a new one, the form has asked.
            record.project = services.start_project(
                municipality=record.department.municipality,
                name=record.name,
                by=write["by"],
                channel=write["channel"],
                confirmed=True,
            )
        super().write_record(record, relations, **write)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record = form.instance
        year = record.fiscal_year
        notes = {name: date_notes(getattr(record, name), year) for name in DATE_FIELDS}
        for name, found in {"stage": stage_notes(record.stage, year), **notes}.items():
            for note in found:
                label = form.fields[name].label
                messages.warning(
                    request, _("確認：%(field)s　%(note)s") % {"field": label, "note": note}
                )


def _to_be_read(names):
    """Return the names of what is shown where nothing can be written."""
    shown = (READ_INSTEAD.get(name, name) for name in names)
    return [name for name in shown if name is not None]


def _stage_of(year):
    """Return what is usual for a year as a number or as an address tells it."""
    try:
        return usual_stage(parse_fiscal_year(year) or reported_fiscal_year())
    except InvalidDate:
        return Stage.ACTUAL
