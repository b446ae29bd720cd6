"""Rows by the hundred, published and written in bulk: for lists that must not lose one.

Each function writes the rows of a list from one number to another, so that a list can grow
step by step. History and search rows are left out; no list needs them.
"""

from collections.abc import Iterable, Mapping

from kyodo_portal.organizations.models import Department, Municipality
from pledges.models import PledgeItem, PledgeLevel, PledgeSet, ProgressReport
from policies.models import EvaluationSheet, Indicator, IndicatorValue, Plan, PlanItem
from projects.guideline.choices import GuidelineKind
from projects.models import (
    ActivityField,
    CaseSheet,
    CollaborationForm,
    GuidelineSection,
    Partner,
    Project,
    ProjectRecord,
    ProjectReview,
    RecordPartner,
    ReviewAnswer,
    ReviewQuestion,
)
from projects.partners.choices import PartnerKind
from projects.records.choices import CommonForm

from .city_ground import (
    LEVELS,
    YEAR,
    Ground,
    new_case_sheet,
    new_measure,
    new_record,
    new_report,
    new_review,
    new_sheet,
    write,
)
from .organizations import municipality_code

# Years that the database's own rules allow.
FIRST_YEAR, LAST_YEAR = 1868, 2100
# An item's place among its siblings has three digits.
ITEMS_OF_A_GROUP = 500


# 協働事業 ----------------------------------------------------------------------------------------


def projects(ground: Ground, numbers: range) -> list[Project]:
    return write(
        Project,
        (
            Project(municipality=ground.city, code=f"N{number}", name=f"事業{number}", version=1)
            for number in numbers
        ),
    )


def name_partners(records: Iterable[ProjectRecord], partners: Iterable[Partner]) -> None:
    """Let each record name one partner, both in their order."""
    pairs = zip(records, partners, strict=True)
    write(RecordPartner, (RecordPartner(record=one, partner=partner) for one, partner in pairs))


def records(ground: Ground, numbers: range) -> list[ProjectRecord]:
    """Write records of one year, each of a project of its own, all of one department."""
    return write(
        ProjectRecord, (new_record(ground, project) for project in projects(ground, numbers))
    )


def records_of_a_partner(ground: Ground, numbers: range) -> None:
    written = records(ground, numbers)
    name_partners(written, [ground.partner] * len(written))


def records_of_a_project(ground: Ground, numbers: range) -> None:
    """Write one record for each year, from the first that there can be."""
    years = (FIRST_YEAR + number for number in numbers)
    write(ProjectRecord, (new_record(ground, ground.project, year) for year in years))


def records_of_departments(ground: Ground, numbers: range) -> None:
    """Write records of one year, each of a department of its own."""
    pairs = zip(projects(ground, numbers), departments(ground, numbers), strict=True)
    write(ProjectRecord, (new_record(ground, one, department=unit) for one, unit in pairs))


def partners(ground: Ground, numbers: range) -> None:
    """Write partners, each named by a record of its own."""
    rows = (
        Partner(municipality=ground.city, name=f"団体{number}", kind=PartnerKind.GROUP, version=1)
        for number in numbers
    )
    name_partners(records(ground, numbers), write(Partner, rows))


def case_sheets(ground: Ground, numbers: range) -> None:
    write(CaseSheet, (new_case_sheet(ground, project) for project in projects(ground, numbers)))


def the_case_sheet(ground: Ground, _numbers: range) -> None:
    """Write the one sheet of a project without years."""
    assert ground.case_sheet.pk


def reviews(ground: Ground, numbers: range) -> None:
    """Write reviews that answer one question each."""
    found = write(ProjectReview, (new_review(ground, one) for one in records(ground, numbers)))
    write(ReviewAnswer, (new_answer(review, ground.question) for review in found))


def answers_of_a_review(ground: Ground, numbers: range) -> None:
    """Write questions, each answered in the one review."""
    questions = (
        ReviewQuestion(
            municipality=ground.city, position=number + 1, text=f"問い{number}", version=1
        )
        for number in numbers
    )
    write(
        ReviewAnswer, (new_answer(ground.review, one) for one in write(ReviewQuestion, questions))
    )


def new_answer(review: ProjectReview, question: ReviewQuestion) -> ReviewAnswer:
    return ReviewAnswer(
        review=review, question=question, position=question.position, city_words="伝えた。"
    )


# 施策評価 ----------------------------------------------------------------------------------------


def measures(ground: Ground, numbers: range) -> None:
    """Write 施策 of one plan and branch, each with a sheet and a value of an indicator."""
    found = write(PlanItem, (new_measure(ground, number) for number in numbers))
    write(EvaluationSheet, (new_sheet(ground, measure) for measure in found))
    indicators = write(
        Indicator, (Indicator(plan_item=one, name="件数", version=1) for one in found)
    )
    write(IndicatorValue, (IndicatorValue(indicator=one, fiscal_year=YEAR) for one in indicators))


def sheets_of_a_measure(ground: Ground, numbers: range) -> None:
    """Write one sheet for each year, from the first that there can be."""
    years = (FIRST_YEAR + number for number in numbers)
    write(EvaluationSheet, (new_sheet(ground, ground.measure, year) for year in years))


def plans(ground: Ground, numbers: range) -> None:
    write(
        Plan,
        (
            Plan(
                municipality=ground.city,
                slug=f"many-{number}",
                level_names="方針\n施策",
                is_published=True,
                version=1,
            )
            for number in numbers
        ),
    )


def branches(ground: Ground, numbers: range) -> None:
    write(
        PlanItem,
        (
            PlanItem(plan=ground.plan, path_code=f"{number}", title=f"方針{number}", version=1)
            for number in numbers
        ),
    )


# 市長公約 ----------------------------------------------------------------------------------------


def pledge_sets(ground: Ground, numbers: range) -> None:
    """Write sets of one level, each with a report."""
    found = write(
        PledgeSet,
        (
            PledgeSet(
                municipality=ground.city,
                slug=f"set-{number}",
                name=f"公約{number}",
                is_published=True,
                version=1,
            )
            for number in numbers
        ),
    )
    write(PledgeLevel, (PledgeLevel(pledge_set=one, name="全体") for one in found))
    write(ProgressReport, (new_report(ground, one) for one in found))


def pledge_items(ground: Ground, numbers: range) -> None:
    """Write items of one set: the first is the 柱 over all others, which stand in groups."""
    paths = [path_of(number) for number in numbers]
    for depth in range(1, len(LEVELS)):
        items = PledgeItem.objects.filter(pledge_set=ground.pledge_set)
        above = {item.path: item for item in items}
        own = [path for path in paths if path.count("-") + 1 == depth]
        write(PledgeItem, (new_item(ground, path, above) for path in own))


def path_of(number: int) -> str:
    """Return the places from the 柱 down: 1, 1-1, 1-1-1, 1-1-2 …"""
    if number == 0:
        return "1"
    group, place = divmod(number - 1, ITEMS_OF_A_GROUP)
    return f"1-{group + 1}-{place}" if place else f"1-{group + 1}"


def new_item(ground: Ground, path: str, above: Mapping[str, PledgeItem]) -> PledgeItem:
    places = path.split("-")
    return PledgeItem(
        pledge_set=ground.pledge_set,
        parent=above.get("-".join(places[:-1])),
        position=int(places[-1]),
        depth=len(places),
        path=path,
        sort_key="-".join(f"{int(place):03}" for place in places),
        title=f"公約{path}を果たします",
        version=1,
    )


def lines_of_a_report(ground: Ground, numbers: range) -> None:
    """Write the lines of a 総括表; its last one, 全体, is there without an item."""
    pledge_items(ground, range(max(numbers.start - 1, 0), numbers.stop - 1))


# 組織とガイドライン ------------------------------------------------------------------------------


def municipalities(_ground: Ground, numbers: range) -> None:
    write(
        Municipality,
        (
            Municipality(code=municipality_code(number), name=f"市{number}", version=1)
            for number in numbers
        ),
    )


def departments(ground: Ground, numbers: range) -> list[Department]:
    return write(
        Department,
        (
            Department(municipality=ground.city, name=f"課{number}", sort_order=number, version=1)
            for number in numbers
        ),
    )


def forms(ground: Ground, numbers: range) -> None:
    write(
        CollaborationForm,
        (
            CollaborationForm(
                municipality=ground.city,
                name=f"形態{number}",
                common_code=CommonForm.KYORYOKU,
                version=1,
            )
            for number in numbers
        ),
    )


def activity_fields(ground: Ground, numbers: range) -> None:
    write(
        ActivityField,
        (
            ActivityField(municipality=ground.city, name=f"分野{number}", version=1)
            for number in numbers
        ),
    )


def guideline_sections(ground: Ground, numbers: range) -> None:
    write(
        GuidelineSection,
        (
            GuidelineSection(
                municipality=ground.city,
                kind=GuidelineKind.CHAPTER,
                anchor=f"part-{number}",
                title=f"章{number}",
                is_published=True,
                version=1,
            )
            for number in numbers
        ),
    )
