"""協働のふりかえり in the admin: entry of both sides, receipt, consent, the list."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.fiscal_years import format_date, format_fiscal_year
from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR
from kyodo_portal.staff.fields.choices import offer_choices_alone
from kyodo_portal.staff.list_filters import DepartmentFilter, FiscalYearFilter, StateFilter
from kyodo_portal.staff.own_municipality import OwnMunicipality
from kyodo_portal.staff.searching import FoldedSearch
from projects.guideline.choices import GuidelineKind
from projects.guideline.models import GuidelineSection
from projects.partners.models import Partner
from projects.records.models.record import ProjectRecord
from projects.reviews.admin.answers import AnswerRows
from projects.reviews.choices import ReviewMark
from projects.reviews.forms import ProjectReviewForm
from projects.reviews.models.question import ReviewQuestion, ReviewSetting
from projects.reviews.models.review import ProjectReview
from projects.reviews.rows import OWN_FORM


class ReviewYearFilter(FiscalYearFilter):
    """年度 of the record that a review is about."""

    lookup = "record__fiscal_year"


class ReviewDepartmentFilter(DepartmentFilter):
    """所管部 of the record that a review is about."""

    lookup = "record__department"


HEAD = ["record_shown"]
RECEIVED = ["partner", "received_by", "received_on", "transcribed_by"]
CONSENT = ["consent_on", "consent_how"]
NO_RECORD = gettext_lazy(
    "ふりかえりは、自分の自治体の年度の記録の画面にある「協働のふりかえり」から始めます。"
    "その記録は、選ばれていないか、見つからないか、ほかの自治体のものです。"
)
NOT_YOURS = gettext_lazy(
    "この記録には、まだふりかえりがありません。記録の部署の入力担当か、取りまとめ担当が始めます。"
)


@admin.register(ReviewQuestion)
class ReviewQuestionAdmin(OwnMunicipality, FunnelAdmin):
    """What the reviews of a municipality ask, in its order."""

    list_display = ["text", "principle", "takes_marks", "in_use", "municipality", "position"]
    list_filter = ["in_use"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "municipality",
                    "text",
                    "principle",
                    "takes_marks",
                    "in_use",
                    "position",
                ],
                "description": OWN_FORM,
            },
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "principle":
            kwargs["queryset"] = GuidelineSection.objects.for_list().filter(
                kind=GuidelineKind.PRINCIPLE
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(ReviewSetting)
class ReviewSettingAdmin(OwnMunicipality, FunnelAdmin):
    """Whether a municipality's reviews have marks."""

    list_display = ["municipality", "uses_marks"]
    list_select_related = ["municipality"]
    fieldsets = [(None, {"fields": ["municipality", "uses_marks"], "description": OWN_FORM})]

    def get_list_display(self, request):
        return self.list_display


@admin.register(ProjectReview)
class ProjectReviewAdmin(FoldedSearch, FunnelAdmin):
    """The reviews; each is begun from the record that it is about."""

    has_personal_data = True
    form = ProjectReviewForm
    inlines = [AnswerRows]
    change_form_template = "projects/reviews/admin/change_form.html"
    list_display = [
        "state_badge",
        "name",
        "department",
        "fiscal_year_shown",
        "received_shown",
        "consent_shown",
        "last_saved",
    ]
    list_display_links = ["name"]
    list_filter = [ReviewYearFilter, ReviewDepartmentFilter, StateFilter]
    search_help_text = gettext_lazy("事業の名称と、市や相手方のことばで探します。")
    readonly_fields = ["record_shown"]

    # --- The list --------------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin_list()

    @admin.display(description=gettext_lazy("名称"), ordering="record__name")
    def name(self, review):
        return review.record.name

    @admin.display(description=gettext_lazy("所管部"), ordering="record__department__sort_order")
    def department(self, review):
        return review.record.department

    @admin.display(description=gettext_lazy("年度"), ordering="record__fiscal_year")
    def fiscal_year_shown(self, review):
        return format_fiscal_year(review.record.fiscal_year)

    @admin.display(description=gettext_lazy("相手方から受け取った日"), ordering="received_on")
    def received_shown(self, review):
        return _day_or(review.received_on, _("まだ回答がありません"))

    @admin.display(description=gettext_lazy("公開の同意"), ordering="consent_on")
    def consent_shown(self, review):
        return _day_or(review.consent_on, _("同意の記録なし"))

    # --- The form --------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """Begin the review of the record that the address names, or go to what there is."""
        record = self._record(request, request.GET.get("record", ""))
        if record is None:
            return self._back(request, NO_RECORD, "admin:projects_projectrecord_changelist")
        existing = self.get_queryset(request).filter(record=record).first()
        # Who typed while somebody else began it is told so by the form, and keeps the text.
        if existing is not None and request.method != "POST":
            change = reverse("admin:projects_projectreview_change", args=[existing.pk])
            return HttpResponseRedirect(change)
        new = ProjectReview(record=record, municipality_id=record.municipality_id)
        if not permissions.may_add(access_of(request.user), new):
            name = "admin:projects_projectrecord_change"
            return self._back(request, NOT_YOURS, name, args=[record.pk])
        request.reviewed_record = record
        return super().add_view(request, form_url, extra_context)

    def _record(self, request, key):
        """Return a record that the user may see, None for any other key."""
        if not is_id(key):
            return None
        records = ProjectRecord.objects.for_detail().filter(pk=key)
        return permissions.visible(records, access_of(request.user)).first()

    def _back(self, request, text, name, args=()):
        self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(reverse(name, args=args))

    def get_fieldsets(self, request, obj=None):
        extra = super().get_fieldsets(request, obj)
        received = _("相手方から受け取ったものだけを、そのまま書き写します。この欄は公開しません。")
        consent = _("相手方が公開に同意したことを確かめて書きます。この欄は公開しません。")
        return [
            (_("事業"), {"fields": HEAD}),
            (_("相手方の答えの受け取り"), {"fields": RECEIVED, "description": received}),
            (_("公開の同意"), {"fields": CONSENT, "description": consent}),
            *extra[1:],
        ]

    def get_fields(self, request, obj=None):
        return [*HEAD, *RECEIVED, *CONSENT]

    @admin.display(description=gettext_lazy("年度の記録"))
    def record_shown(self, review):
        return format_html(
            '<a href="{}">{}</a>（{}）',
            reverse("admin:projects_projectrecord_change", args=[review.record_id]),
            review.record,
            review.record.department,
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Partner:
            review = getattr(request, "edited_record", None)
            record = review.record if review is not None else request.reviewed_record
            partners = [partner.pk for partner in record.listed_partners()]
            kwargs["queryset"] = Partner.objects.for_list().filter(pk__in=partners)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "partner" in form.base_fields:
            # Only a partner of the record may be chosen: nobody is added from here.
            offer_choices_alone(form.base_fields["partner"])
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST":
            stored = obj if obj.pk is not None else None
            questions = inline.get_formset(request, stored).open_questions
            kwargs["initial"] = [{"question": pk} for pk in questions]
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        record = obj.record if obj is not None else request.reviewed_record
        context |= {
            "record": record,
            "own_form": OWN_FORM,
            "is_draft": obj is None or obj.state in EDITABLE_BY_EDITOR,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_view_on_site_url(self, obj=None):
        is_public = obj is not None and obj.is_published and obj.record.is_published
        return super().get_view_on_site_url(obj) if is_public else None

    # --- The blank form ------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.blank_view)
        name = "projects_projectreview_blank"
        return [path("blank/<slug:record_id>/", view, name=name), *super().get_urls()]

    def blank_view(self, request, record_id):
        """Show the form that is handed to the partner, ready to be printed."""
        record = self._record(request, record_id)
        if record is None:
            return self._back(request, NO_RECORD, "admin:projects_projectrecord_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("協働のふりかえり（相手方の用紙）"),
            "record": record,
            "year": format_fiscal_year(record.fiscal_year),
            "partners": record.listed_partners(),
            "questions": ReviewQuestion.objects.asked_in(record.municipality_id),
            "own_form": OWN_FORM,
            "marks": ReviewMark.choices if ReviewSetting.has_marks(record.municipality_id) else [],
            "opts": self.opts,
        }
        return TemplateResponse(request, "projects/reviews/admin/blank.html", context)


def _day_or(day, words):
    return format_date(day) if day else format_html('<span class="empty">{}</span>', words)
