"""Cities with a record of every kind in every state, beside which nothing hidden may show."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from kyodo_portal.organizations.models import Department, Municipality, User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.corrections import request_correction
from kyodo_portal.publishing.models import SentForm
from kyodo_portal.publishing.transitions import transition
from pledges.models import PolicyLink
from pledges.models import ProjectLink as PledgeProjectLink
from policies.models import IndicatorValue
from projects.guideline.choices import GuidelineKind
from projects.partners.choices import PartnerKind
from projects.records.choices import CommonForm
from projects.sponsorship.choices import CriterionAnswer, SponsorshipDecision

from . import case_sheets, guideline, organizations, pledges, policies, projects, reviews
from .publishing import EditionFactory, bring_to, publish

# A state, and whether a withdrawn record leaves no trace.
WAYS = [
    *((state, False) for state in (State.DRAFT, State.SUBMITTED, State.RETURNED)),
    (State.PUBLISHED, False),
    (State.WITHDRAWN, False),
    (State.WITHDRAWN, True),
]
FEW_WAYS = [(State.DRAFT, False), (State.PUBLISHED, False), (State.WITHDRAWN, True)]
YEAR = 2025
ROLES = ("editor", "coordinator", "planner", "administrator")


@dataclass
class PopulatedCity:
    """A city, and what is hidden in it besides rows whose state or flag says so.

    ways: the states in which there are records. staff: users of each role, over all three areas
    where the role has one.
    """

    municipality: Municipality
    department: Department
    form: Any
    field: Any
    ways: list[tuple[State, bool]]
    staff: dict[str, User] = field(default_factory=dict)
    hidden: list[Model] = field(default_factory=list)

    @property
    def hidden_ways(self) -> list[tuple[State, bool]]:
        return [way for way in self.ways if way[0] != State.PUBLISHED]

    def hide(self, *rows: Any) -> Any:
        """Note rows that nobody outside may see, and return the first."""
        self.hidden += rows
        return rows[0]


def staffed_city(name: str, ways: list[tuple[State, bool]] = WAYS) -> PopulatedCity:
    """Return a new city with a department and users of each role, and no records yet."""
    place = organizations.MunicipalityFactory(name=name)
    city = PopulatedCity(
        place,
        organizations.DepartmentFactory(
            municipality=place, name=f"{name}市民部", telephone="0144-00-0000"
        ),
        projects.CollaborationFormFactory(municipality=place, common_code=CommonForm.KOEN),
        guideline.ActivityFieldFactory(municipality=place),
        ways,
    )
    add_staff(city)
    return city


def populated_city(name: str, ways: list[tuple[State, bool]] = WAYS) -> PopulatedCity:
    """Return a new city with all kinds of records, in all states unless `ways` are given."""
    city = staffed_city(name, ways)
    add_records(city)
    add_case_sheets(city)
    add_guideline(city)
    add_sponsorship(city)
    add_policies(city)
    add_pledges(city)
    return city


def add_staff(city: PopulatedCity) -> None:
    """Add a user of each role, with all areas, as small cities have them."""
    for role in ROLES:
        user = organizations.UserFactory(last_name="木村", first_name="花")
        areas = [""] if role == "administrator" else ["projects", "policies", "pledges"]
        for area in areas:
            organizations.MembershipFactory(
                user=user,
                municipality=city.municipality,
                role=role,
                area=area,
                department=city.department if role == "editor" else None,
            )
        city.staff[role] = user
        SentForm.objects.create(user=user, token="w" * 22, sent_at=timezone.now())


def own_partner(city: PopulatedCity, **values: Any) -> Any:
    return projects.PartnerFactory(municipality=city.municipality, **values)


def record(city: PopulatedCity, state: str, *, without_trace: bool = False, **values: Any) -> Any:
    """Return a record in a state, of a project and with a partner of its own."""
    values.setdefault("project", projects.ProjectFactory(municipality=city.municipality))
    values.setdefault("partners", [own_partner(city)])
    return projects.record_in(
        state,
        without_trace=without_trace,
        in_municipality=city.municipality,
        department=city.department,
        forms=[city.form],
        **{"purpose": "花を植える", "content": "みんなで植えた", **values},
    )


def add_records(city: PopulatedCity) -> None:
    """Add records, their reviews, an edition of each kind, and a request for a correction."""
    place = city.municipality
    person = city.hide(own_partner(city, kind=PartnerKind.PERSON))
    shown = record(city, State.DRAFT, partners=[own_partner(city), person], number="1")
    shown.project.activity_fields.set([city.field])
    # Sent back once before it was published, and corrected since.
    shown = publish(bring_to(shown, State.RETURNED))
    shown.purpose = "花と木を植える"
    correction = funnel.Write(organizations.UserFactory(), Channel.FIXTURE, "花だけではなかった")
    funnel.save(shown, write=correction, expected_version=shown.version)
    record(city, State.PUBLISHED, fiscal_year=YEAR - 1, project=shown.project)
    for state, without_trace in city.hidden_ways:
        hidden = record(city, state, without_trace=without_trace)
        city.hide(hidden.project, *hidden.partners.all())
        record(
            city,
            state,
            without_trace=without_trace,
            project=shown.project,
            fiscal_year=YEAR - 2 - len(city.hidden),
        )
    for state, without_trace in city.ways:
        year_with_review(city, state, without_trace=without_trace)
    add_review_of_a_hidden_record(city)
    for area in ("projects", "policies", "pledges"):
        EditionFactory(municipality=place, area=area)
        EditionFactory(municipality=place, area=area, fiscal_year=2030, is_published=False)
    shown.refresh_from_db()
    shown.outcome = "こう直してほしい"
    city.hide(
        request_correction(
            shown, by=city.staff["editor"], expected_version=shown.version, reason="数が違う"
        )
    )


def year_with_review(city: PopulatedCity, state: str, *, without_trace: bool) -> None:
    shown = record(city, State.PUBLISHED)
    reviews.review_in(state, record=shown, without_trace=without_trace)


def add_review_of_a_hidden_record(city: PopulatedCity) -> None:
    """Add a published review of a record that was taken back afterwards."""
    taken_back = record(city, State.PUBLISHED)
    reviews.published_review(record=taken_back)
    taken_back.refresh_from_db()
    city.hide(taken_back.project, *taken_back.partners.all())
    transition(
        taken_back,
        Action.WITHDRAW,
        by=organizations.UserFactory(),
        channel=Channel.FIXTURE,
        expected_version=taken_back.version,
        comment="個人の名前があった",
        without_trace=True,
    )


def add_case_sheets(city: PopulatedCity) -> None:
    """Add case sheets in all states, each with a project, a partner and an 関わり方."""
    level = case_sheets.InvolvementFactory(municipality=city.municipality)
    for state, without_trace in city.ways:
        partner = own_partner(city)
        sheet = case_sheets.case_sheet(
            state,
            without_trace=without_trace,
            department=city.department,
            departments=[city.department],
            partners=[partner],
            involvement=level,
            form=city.form,
        )
        if state != State.PUBLISHED:
            city.hide(sheet.project, partner)


def add_guideline(city: PopulatedCity) -> None:
    """Add parts of the guideline, public and not, which name the same form."""
    for is_published in (True, False):
        guideline.GuidelineSectionFactory(
            municipality=city.municipality,
            is_published=is_published,
            kind=GuidelineKind.FORM,
            collaboration_form=city.form,
            body="いっしょに進めます。",
        )


def add_sponsorship(city: PopulatedCity) -> None:
    """Add an application for 後援名義の使用 that was refused; all of it stays inside."""
    criterion = guideline.SponsorshipCriterionFactory(municipality=city.municipality)
    review = guideline.SponsorshipReviewFactory(department=city.department, refusal_text="できない")
    answers = [guideline.answered(criterion, CriterionAnswer.APPLICABLE, "営利のため")]
    guideline.decide(review, SponsorshipDecision.REFUSED, answers, city.staff["coordinator"])
    city.hide(criterion, review)


def add_policies(city: PopulatedCity) -> None:
    """Add a plan with sheets in all states, and one that is not published."""
    place, units = city.municipality, [city.department]
    plan = policies.PlanFactory(municipality=place)
    branch = policies.PlanItemFactory(plan=plan)
    shown = policies.MeasureFactory(parent=branch, in_plan=plan)
    policies.published_sheet(plan_item=shown, departments=units)
    indicator = policies.IndicatorFactory(plan_item=shown, values={2018: "8.1", 2020: "9.1"})
    # Of the year after the newest published sheet.
    city.hide(IndicatorValue.objects.get(indicator=indicator, fiscal_year=2020))
    for number, (state, without_trace) in enumerate(city.hidden_ways):
        policies.sheet_in(
            state,
            without_trace=without_trace,
            plan_item=shown,
            departments=units,
            fiscal_year=2020 + number,
        )
        other = policies.MeasureFactory(parent=branch, in_plan=plan)
        policies.sheet_in(state, without_trace=without_trace, plan_item=other, departments=units)
        city.hide(policies.IndicatorFactory(plan_item=other, values={2018: "7.7"}))
    policies.ProjectLinkFactory(plan_item=shown, project=first_hidden_project(city))
    policies.RatingGradeFactory(plan=plan, code="A")
    unpublished = policies.PlanFactory(municipality=place, is_published=False)
    policies.RatingGradeFactory(plan=unpublished, code="A")
    inside = policies.MeasureFactory(in_plan=unpublished)
    policies.published_sheet(plan_item=inside, departments=units)
    policies.IndicatorFactory(plan_item=inside, values={2018: "6.6"})


def first_hidden_project(city: PopulatedCity) -> Any:
    return next(row for row in city.hidden if row._meta.label_lower == "projects.project")


def add_pledges(city: PopulatedCity) -> None:
    """Add a set with reports in all states, one that is not published, one without a report."""
    place, paths = city.municipality, pledges.tree(1, 2)
    said = {
        "1-1": {
            "stars": 3,
            "percent_text": "30",
            "reason": "始めた",
            "note": "続ける",
            "departments": [city.department],
            "initiatives": ["花の苗を配った"],
        }
    }
    shown = pledges.make_set(paths, slug=f"shown-{place.code}", municipality=place)
    shown.report(2023, said, introduction="はじめに")
    for number, (state, without_trace) in enumerate(city.hidden_ways):
        report = shown.report(2024 + number, said, is_published=False, introduction="はじめに")
        bring_to(report, state, without_trace=without_trace)
    policy_item = policies.MeasureFactory(in_plan__municipality=place)
    PolicyLink.objects.create(item=shown.items["1-1"], plan_item=policy_item)
    PledgeProjectLink.objects.create(item=shown.items["1-1"], project=first_hidden_project(city))
    closed = pledges.make_set(
        paths, slug=f"closed-{place.code}", municipality=place, words=["達成"], is_published=False
    )
    closed.report(2023, said)
    waiting = pledges.make_set(paths, slug=f"waiting-{place.code}", municipality=place)
    waiting.report(2023, said, is_published=False)
    city.hide(*waiting.items.values())
