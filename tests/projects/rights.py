"""How records of 協働事業 are made and asked for, for `rights.md`."""

from collections.abc import Callable
from typing import Any

from projects.models import ReviewSetting
from projects.records.choices import CommonForm
from projects.sponsorship.choices import SponsorshipDecision
from tests.factories import case_sheets, guideline, reviews
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectRecordFactory,
    published_record,
)
from tests.rights.actions import Action, get, post
from tests.rights.specimens import Specimen
from tests.rights.states import taken_to

AREA = "projects"


def of_city(factory: Any, **values: Any) -> Callable[[Any, str], Any]:
    """Return what makes a row of the world's city."""
    return lambda world, _state: factory(municipality=world.city, **values)


def new_record(world: Any) -> dict[str, Any]:
    project = ProjectFactory(municipality=world.city)
    return {
        "project": project.pk,
        "fiscal_year": "R7",
        "department": world.own.pk,
        "name": project.name,
    }


def new_case_sheet(world: Any) -> dict[str, Any]:
    project = ProjectFactory(municipality=world.city)
    return {
        "project": project.pk,
        "title": project.name,
        "department": world.own.pk,
        "overview": "花壇に花を植える",
    }


def project_in(world: Any, state: str) -> Any:
    """Return a project whose one record is in a state; `alone` has none."""
    if state == "alone":
        return ProjectFactory(municipality=world.city)
    return taken_to(ProjectRecordFactory(department=world.own), state).project


def record_without_review(world: Any) -> Any:
    """Return the one record of the own department whose review is begun."""
    return world.keep("record without review", lambda: published_record(department=world.own))


def review_in(world: Any, state: str) -> Any:
    """Return a review of a record of the own department, with consent and an answer."""
    partner = PartnerFactory(municipality=world.city)
    record = reviews.record_with_partner(department=world.own, partners=[partner])
    question = world.keep(
        "question", lambda: reviews.ReviewQuestionFactory(municipality=world.city)
    )
    made = reviews.review_in(record=record, answers=[reviews.answered(question)])
    return taken_to(made, state)


def application(world: Any, state: str) -> Any:
    """Return an application to the own department, undecided or approved."""
    world.keep("criterion", lambda: guideline.SponsorshipCriterionFactory(municipality=world.city))
    koen = {"municipality": world.city, "common_code": CommonForm.KOEN}
    world.keep("form of sponsorships", lambda: CollaborationFormFactory(**koen))
    review = guideline.SponsorshipReviewFactory(department=world.own)
    if state == "approved":
        coordinator = world.person("coordinator", AREA)
        answers = guideline.passing(list(review.criteria()))
        guideline.decide(review, SponsorshipDecision.APPROVED, answers, coordinator)
        review.refresh_from_db()
    return review


def unanswered_criterion(world: Any, _state: str) -> Any:
    """Return a criterion that no application answers: one that is answered is kept."""
    world.record("projects.sponsorshipreview", "approved")
    return guideline.SponsorshipCriterionFactory(municipality=world.city)


SPECIMENS = {
    "projects.projectrecord": Specimen(
        AREA,
        lambda world, state: taken_to(ProjectRecordFactory(department=world.own), state),
        change={"purpose": "まちを花でかざる"},
        new=new_record,
    ),
    "projects.casesheet": Specimen(
        AREA,
        lambda world, state: taken_to(case_sheets.case_sheet(department=world.own), state),
        change={"overview": "花壇に木も植える"},
        new=new_case_sheet,
    ),
    "projects.projectreview": Specimen(
        AREA,
        review_in,
        change={"transcribed_by": "書写花子"},
        query=lambda world: {"record": record_without_review(world).pk},
        new=lambda _world: {"transcribed_by": "書写花子"},
    ),
    "projects.project": Specimen(
        AREA,
        project_in,
        change={"name": "花と木いっぱい運動"},
        new=lambda world: {"municipality": world.city.pk, "name": "新しい運動", "code": "T-9"},
        looked_up="projects.projectrecord.project",
    ),
    "projects.partner": Specimen(
        AREA,
        of_city(PartnerFactory, name="みどりの会"),
        change={"name": "みどりを守る会"},
        new=lambda world: {"municipality": world.city.pk, "name": "新しい会", "kind": "group"},
        looked_up="projects.projectrecord.partners",
        typed={
            "merge": lambda world, partner: {
                "target": PartnerFactory(municipality=world.city, name="緑の会").pk,
                "version": partner.version,
                "reason": "別の書き方です。",
            }
        },
    ),
    "projects.collaborationform": Specimen(
        AREA,
        of_city(CollaborationFormFactory),
        change={"name": "共催する"},
        new=lambda world: {
            "municipality": world.city.pk,
            "name": "新しい形態",
            "common_code": "kyosai",
            "sort_order": "9",
        },
    ),
    "projects.activityfield": Specimen(
        AREA,
        of_city(guideline.ActivityFieldFactory),
        change={"name": "環境"},
        new=lambda world: {"municipality": world.city.pk, "name": "福祉", "sort_order": "9"},
    ),
    "projects.involvement": Specimen(
        AREA,
        of_city(case_sheets.InvolvementFactory),
        change={"name": "市民が主となる"},
        new=lambda world: {"municipality": world.city.pk, "name": "新しい段", "sort_order": "9"},
    ),
    "projects.guidelinesection": Specimen(
        AREA,
        lambda world, state: guideline.GuidelineSectionFactory(
            municipality=world.city, is_published=state == "published"
        ),
        change={"title": "協働とは"},
        new=lambda world: {
            "municipality": world.city.pk,
            "kind": "chapter",
            "title": "新しい章",
            "position": "9",
            "anchor": "new-part",
        },
    ),
    "projects.reviewquestion": Specimen(
        AREA,
        of_city(reviews.ReviewQuestionFactory),
        change={"text": "役割は伝わりましたか。"},
        new=lambda world: {
            "municipality": world.city.pk,
            "text": "目的は伝わりましたか。",
            "position": "99",
        },
    ),
    "projects.reviewsetting": Specimen(
        AREA,
        lambda world, _state: ReviewSetting.objects.create(
            municipality=world.city, uses_marks=False, version=1
        ),
        change={"uses_marks": "on"},
        new=lambda world: {"municipality": world.city.pk, "uses_marks": "on"},
        make_room=lambda _world: ReviewSetting.objects.all().delete(),
    ),
    "projects.sponsorshipcriterion": Specimen(
        AREA,
        unanswered_criterion,
        change={"text": "政治の宣伝にあたる"},
        new=lambda world: {
            "municipality": world.city.pk,
            "text": "宗教の宣伝にあたる",
            "position": "99",
        },
    ),
    "projects.sponsorshipreview": Specimen(
        AREA,
        application,
        change={"event_name": "みどりの大会"},
        new=lambda world: {
            "department": world.own.pk,
            "applicant": "あおぞら会",
            "event_name": "あおぞら祭",
            "received_on": "R8.2.1",
        },
        typed={
            "make record": lambda _world, review: {
                "version": review.version,
                "is_new_project": "on",
            }
        },
        writes={"make record": None},
    ),
}


def blank(visit: Any, key: Any) -> Any:
    """Open the partner's form of the review's record."""
    record = visit.record.record_id if key == visit.key else key
    return visit.client.get(visit.address("blank", record))


def statistics(**query: str) -> Action:
    """Return the action of asking for the figures of the city's partners."""

    def send(visit: Any, _key: Any) -> Any:
        address = visit.address("projects_concentration")
        return visit.client.get(address, {"municipality": visit.world.city.code, **query})

    return Action("projects_concentration", send, has_key=False)


ACTIONS = {
    "merge form": Action("merge", get("merge")),
    "merge": Action("merge", post("merge"), writes=True),
    "make record form": Action("record", get("record")),
    "make record": Action("record", post("record"), writes=True),
    "blank": Action("blank", blank),
    "partner statistics": statistics(),
    "partner statistics as a file": statistics(format="xlsx"),
}
