"""後援名義の使用 in the admin: criteria, applications, and the record of an approval."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.child_inlines import ChildInline
from kyodo_portal.publishing.admin.choices_limits import writable_municipalities
from kyodo_portal.publishing.admin.safe_keys import SingleAutocomplete
from kyodo_portal.publishing.admin.written_dates import day_column
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.staff.own_municipality import OwnMunicipality
from projects import AREA
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.sponsorship import rules as sponsorship_rules
from projects.sponsorship import services as sponsorship
from projects.sponsorship.choices import SponsorshipDecision
from projects.sponsorship.forms import (
    RecordFromReviewForm,
    SponsorshipAnswerForm,
    SponsorshipReviewForm,
)
from projects.sponsorship.models import SponsorshipAnswer, SponsorshipCriterion, SponsorshipReview


@admin.register(SponsorshipCriterion)
class SponsorshipCriterionAdmin(OwnMunicipality, FunnelAdmin):
    """The questions of the city's guideline."""

    list_display = ["text", "is_positive", "municipality", "position"]
    fieldsets = [(None, {"fields": ["municipality", "text", "is_positive", "position"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()


class AnswerRows(ChildInline):
    """The answers to the criteria, one row for each criterion."""

    model = SponsorshipAnswer
    fk_name = "review"
    form = SponsorshipAnswerForm
    fields = ["criterion", "answer", "reason"]
    can_delete = False
    template = "projects/sponsorship/admin/answers.html"
    verbose_name = gettext_lazy("項目")
    verbose_name_plural = gettext_lazy("項目への答え")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("criterion")

    def criteria(self, request, obj):
        """Return the criteria to be answered: the record's municipality's, else one's own.

        Who works for several municipalities is asked once the department is saved.
        """
        if obj is not None and obj.pk is not None:
            return obj.criteria()
        found = SponsorshipCriterion.objects.for_list()
        if not access_of(request.user).is_operator:
            places = writable_municipalities(access_of(request.user), self._parent().model)
            found = found.filter(municipality_id__in=places)
        criteria = list(found)
        return criteria if len({one.municipality_id for one in criteria}) == 1 else []

    def get_formset(self, request, obj=None, **kwargs):
        criteria = self.criteria(request, obj)
        answered = set()
        if obj is not None and obj.pk is not None:
            answered = set(obj.answers.values_list("criterion_id", flat=True))
        missing = [one for one in criteria if one.pk not in answered]
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.positive_ids = {one.pk for one in criteria if one.is_positive}
        formset.form.labels = {one.pk: one.text for one in criteria}
        formset.extra = len(missing)
        formset.max_num = len(criteria)
        formset.open_criteria = [one.pk for one in missing]
        return formset


@admin.register(SponsorshipReview)
class SponsorshipReviewAdmin(FunnelAdmin):
    """Applications for the city's name as sponsor; nothing of them is public."""

    has_personal_data = True
    form = SponsorshipReviewForm
    inlines = [AnswerRows]
    list_display = ["event_name", "applicant", "department", "received", "decision"]
    received = day_column("received_on", gettext_lazy("受付日"))
    list_filter = ["decision"]
    search_fields = ["event_name", "applicant"]
    search_help_text = gettext_lazy("行事の名前と申請者で探します。")
    view_on_site = False
    readonly_fields = ["decided"]
    fieldsets = [
        (
            gettext_lazy("申請"),
            {"fields": ["department", "applicant", "event_name", "date_text", "received_on"]},
        ),
        (
            gettext_lazy("決定"),
            {"fields": ["decision", "decided", "refusal_text"]},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin_list()

    @admin.display(description=gettext_lazy("決定した人と日時"))
    def decided(self, review):
        if review is None or review.decided_at is None:
            return _("まだ決めていません")
        moment = timezone.localtime(review.decided_at)
        return f"{review.decided_by} {moment:%Y-%m-%d %H:%M}"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Department:
            kwargs["queryset"] = self._departments(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _departments(self, request):
        """Offer an editor the own departments, a coordinator all of the municipality."""
        access = access_of(request.user)
        found = Department.objects.for_list()
        if access.is_operator or access.municipalities_with([Role.COORDINATOR], AREA):
            return found
        return found.filter(pk__in=access.own_department_ids(AREA))

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST":
            formset = inline.get_formset(request, obj)
            kwargs["initial"] = [{"criterion": pk} for pk in formset.open_criteria]
        return kwargs

    def get_changeform_initial_data(self, request):
        """Choose the department for everybody who works for only one."""
        initial = super().get_changeform_initial_data(request)
        own = access_of(request.user).own_department_ids(AREA)
        if len(own) == 1:
            initial.setdefault("department", *own)
        return initial

    def has_change_permission(self, request, obj=None):
        """Other departments of the city read an application; they do not write it."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or self._may_write(request, obj))

    def has_delete_permission(self, request, obj=None):
        """What was decided stays: somebody was told."""
        may = super().has_delete_permission(request, obj)
        if obj is None:
            return may
        is_open = obj.decision == SponsorshipDecision.UNDECIDED
        return may and is_open and self._may_write(request, obj)

    def _may_write(self, request, obj):
        return sponsorship_rules.may_write(obj, request.user)

    # --- 年度の記録 ------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.record_view)
        name = "projects_sponsorshipreview_record"
        return [path("<path:object_id>/record/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # A refused form holds what was typed, not what was decided.
        decision = obj.decision if obj is not None and request.method == "GET" else ""
        context["is_refused"] = decision == SponsorshipDecision.REFUSED
        context["may_become_record"] = (
            decision == SponsorshipDecision.APPROVED
            and obj.record_id is None
            and self.has_change_permission(request, obj)
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    change_form_template = "projects/sponsorship/admin/review.html"

    def record_view(self, request, object_id):
        """Make the 後援 record of an approved application; ask where its project is not sure."""
        review = self.get_object(request, unquote(object_id))
        if review is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, review):
            raise PermissionDenied
        form = self._record_form(request, review)
        if request.method == "POST" and form.is_valid():
            record = self._made(request, review, form)
            if record is not None:
                made = reverse("admin:projects_projectrecord_change", args=[record.pk])
                return HttpResponseRedirect(made)
        context = {
            **self.admin_site.each_context(request),
            "title": _("後援の記録を作る"),
            "review": review,
            "form": form,
            "opts": self.opts,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "projects/sponsorship/admin/record.html", context)

    def _record_form(self, request, review):
        data = request.POST if request.method == "POST" else None
        form = RecordFromReviewForm(data, initial={"version": review.version})
        relation = ProjectRecord._meta.get_field("project")
        project = form.fields["project"]
        candidates = Project.objects.filter(
            municipality_id=review.municipality_id, merged_into=None
        )
        project.queryset = permissions.visible(candidates, access_of(request.user))
        project.widget = SingleAutocomplete(relation, self.admin_site, choices=project.choices)
        return form

    def _made(self, request, review, form):
        """Make it; None with a message in the form where the services refuse."""
        try:
            record = sponsorship.make_record(
                review,
                by=request.user,
                channel=Channel.ADMIN,
                expected_version=form.cleaned_data["version"],
                project=form.cleaned_data["project"],
                is_new_project=form.cleaned_data["is_new_project"],
            )
        except (ValidationError, PermissionDenied) as refusal:
            texts = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            for text in texts:
                form.add_error(None, text)
        except (Stale, IntegrityError):
            form.add_error(
                None,
                _(
                    "この画面を開いたあとに、ほかの人が保存しました。もう一度開いて確かめてください。"
                ),
            )
        else:
            text = _("「%(name)s」の下書きを作りました。足りないところを入力してください。")
            self.message_user(request, text % {"name": record.name}, messages.SUCCESS)
            return record
        review.refresh_from_db()
        return None
