import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.read_model.models import SearchRow
from projects.models import Partner, Project, ProjectRecord
from projects.partners import services as partners_services
from projects.records import services
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectRecordFactory,
    published_record,
)

pytestmark = pytest.mark.django_db


def new_record(department, **values):
    project = ProjectFactory(municipality=department.municipality)
    return ProjectRecord(
        project=project, department=department, fiscal_year=2025, name=project.name, **values
    )


def save(record, by, **values):
    return services.save_record(
        record,
        by=by,
        channel=Channel.ADMIN,
        expected_version=values.pop("expected_version", None),
        **values,
    )


def test_a_new_record_gets_its_change_search_row_and_version():
    department = DepartmentFactory(name="教育部")
    partner = PartnerFactory(municipality=department.municipality, name="図書館友の会")
    form = CollaborationFormFactory(municipality=department.municipality, name="共催")
    record = new_record(department, participants_text="1,225")
    by = editor(department)
    change = save(record, by, partners=[partner], forms=[form])
    assert record.version == 1
    assert (change.action, change.channel, change.by, change.before) == (
        "create",
        "admin",
        by,
        None,
    )
    assert change.after["partners"] == [{"id": partner.pk, "name": "図書館友の会"}]
    assert change.after["participants"] == 1225
    row = SearchRow.objects.get(kind="projects.projectrecord", object_id=record.pk)
    assert (row.title, row.is_public) == (record.name, False)
    assert "図書館友の会" in row.folded


def test_empty_wording_is_filled_from_what_was_chosen():
    department = DepartmentFactory(name="教育部")
    partners = [PartnerFactory(municipality=department.municipality, name=n) for n in ("乙", "甲")]
    forms = [
        CollaborationFormFactory(municipality=department.municipality, name="後援", sort_order=2),
        CollaborationFormFactory(municipality=department.municipality, name="共催", sort_order=1),
    ]
    record = new_record(department)
    save(record, editor(department), partners=partners, forms=forms)
    assert record.department_text == "教育部"
    assert record.partner_text == "乙、甲"
    assert record.form_text == "共催、後援"


def test_wording_that_repeats_the_names_follows_another_choice():
    department = DepartmentFactory(name="教育部")
    other = DepartmentFactory(municipality=department.municipality, name="福祉部")
    old, new = (PartnerFactory(municipality=department.municipality, name=n) for n in ("甲", "乙"))
    record = new_record(department)
    by = coordinator(department.municipality)
    save(record, by, partners=[old])
    record.department = other
    save(record, by, partners=[new], expected_version=record.version)
    assert (record.department_text, record.partner_text) == ("福祉部", "乙")


def test_wording_of_the_source_stays_when_something_else_is_chosen():
    department = DepartmentFactory(name="教育部")
    old, new = (PartnerFactory(municipality=department.municipality, name=n) for n in ("甲", "乙"))
    record = new_record(department, partner_text="甲ほか")
    save(record, editor(department), partners=[old])
    save(record, editor(department), partners=[new], expected_version=record.version)
    assert record.partner_text == "甲ほか"


def test_wording_of_the_source_is_kept():
    department = DepartmentFactory(name="教育部")
    form = CollaborationFormFactory(municipality=department.municipality, name="事業協力")
    record = new_record(department, form_text="その他（事業協力）", department_text="教育部 ")
    save(record, editor(department), forms=[form])
    assert (record.form_text, record.department_text) == ("その他（事業協力）", "教育部 ")


@pytest.mark.parametrize(
    ("factory", "relation"), [(PartnerFactory, "partners"), (CollaborationFormFactory, "forms")]
)
def test_something_of_another_municipality_leaves_nothing_behind(factory, relation):
    department = DepartmentFactory()
    record = new_record(department)
    with pytest.raises(ValidationError) as caught:
        save(record, editor(department), **{relation: [factory()]})
    assert list(caught.value.message_dict) == [relation]
    assert ProjectRecord.objects.count() == 0
    assert not Change.objects.filter(kind="projects.projectrecord").exists()


def test_an_unchanged_save_writes_nothing():
    record = ProjectRecordFactory()
    by = coordinator(record.municipality)
    record.department_text = record.department.name
    save(record, by, expected_version=1)
    before = Change.objects.count(), DataVersion.current()
    assert save(record, by, expected_version=2) is None
    assert record.version == 2
    assert (Change.objects.count(), DataVersion.current()) == before


def test_a_stale_save_is_refused():
    record = ProjectRecordFactory()
    by = coordinator(record.municipality)
    mine, theirs = (ProjectRecord.objects.get(pk=record.pk) for _ in range(2))
    theirs.purpose = "先の人"
    save(theirs, by, expected_version=1)
    mine.purpose = "後の人"
    with pytest.raises(Stale):
        save(mine, by, expected_version=1)
    record.refresh_from_db()
    assert (record.purpose, record.version) == ("先の人", 2)


def test_the_order_of_partners_is_kept_and_its_change_recorded():
    record = ProjectRecordFactory()
    by = coordinator(record.municipality)
    first, second = (PartnerFactory(municipality=record.municipality) for _ in range(2))
    save(record, by, partners=[first, second], expected_version=1)
    change = save(record, by, partners=[second, first], expected_version=2)
    assert [partner["id"] for partner in change.before["partners"]] == [first.pk, second.pk]
    assert [partner["id"] for partner in change.after["partners"]] == [second.pk, first.pk]


def test_codes_are_numbered_within_a_municipality():
    municipality = MunicipalityFactory()
    by = coordinator(municipality)
    names = ["図書館まつり", "清掃の日", "音楽会"]
    codes = [
        services.start_project(municipality=municipality, name=n, by=by, channel=Channel.ADMIN).code
        for n in names
    ]
    assert codes == ["P00001", "P00002", "P00003"]
    other = MunicipalityFactory()
    project = services.start_project(
        municipality=other, name="清掃の日", by=coordinator(other), channel=Channel.ADMIN
    )
    assert project.code == "P00001"


def test_another_year_of_a_project_is_a_question():
    municipality = MunicipalityFactory()
    ProjectFactory(municipality=municipality, name="第16回本のばりっこ市")
    by = coordinator(municipality)
    with pytest.raises(ValidationError, match="第16回本のばりっこ市"):
        services.start_project(
            municipality=municipality, name="第１７回 本のばりっこ市", by=by, channel=Channel.ADMIN
        )
    assert Project.objects.count() == 1
    services.start_project(
        municipality=municipality,
        name="第１７回 本のばりっこ市",
        by=by,
        channel=Channel.ADMIN,
        confirmed=True,
    )
    assert Project.objects.count() == 2


def test_a_former_name_matches_and_spring_is_not_autumn():
    municipality = MunicipalityFactory()
    spring = ProjectFactory(
        municipality=municipality,
        name="「053の日」（春）",
        former_names="まちをきれいにする日（春）",
    )
    ProjectFactory(name="「053の日」（春）")
    assert services.matching_projects(
        municipality=municipality, name="まちをきれいにする日（春）"
    ) == [spring]
    assert services.matching_projects(municipality=municipality, name="「053の日」（秋）") == []


def test_merged_partners_are_one_and_come_apart_again():
    municipality = MunicipalityFactory()
    by = coordinator(municipality)
    target = PartnerFactory(municipality=municipality, name="ゼロカーボン推進室")
    source = PartnerFactory(municipality=municipality, name="環境衛生部ゼロカーボン推進室")
    record = published_record(in_municipality=municipality, partners=[source])
    partners_services.merge_partners(
        source=source, target=target, by=by, channel=Channel.ADMIN, source_version=source.version
    )
    records = ProjectRecord.objects.published()
    assert list(Partner.objects.published()) == [target]
    assert list(records.with_partners([target.pk])) == [record]
    partners_services.unmerge_partner(
        source=source, by=by, channel=Channel.ADMIN, source_version=source.version
    )
    assert list(Partner.objects.published()) == [source]
    assert list(records.with_partners([target.pk])) == []


def test_a_spelling_follows_when_its_target_is_merged():
    municipality = MunicipalityFactory()
    by = coordinator(municipality)
    first, second, third = (PartnerFactory(municipality=municipality) for _ in range(3))
    for source, target in ((first, second), (second, third)):
        source.refresh_from_db()
        partners_services.merge_partners(
            source=source,
            target=target,
            by=by,
            channel=Channel.ADMIN,
            source_version=source.version,
        )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.merged_into, second.merged_into) == (third, third)


@pytest.mark.parametrize("case", ["itself", "other municipality", "merged target"])
def test_a_senseless_merge_is_refused(case):
    source = PartnerFactory()
    target = {
        "itself": lambda: source,
        "other municipality": PartnerFactory,
        "merged target": lambda: PartnerFactory(
            municipality=source.municipality,
            merged_into=PartnerFactory(municipality=source.municipality),
        ),
    }[case]()
    with pytest.raises(ValidationError):
        partners_services.merge_partners(
            source=source,
            target=target,
            by=coordinator(source.municipality),
            channel=Channel.ADMIN,
            source_version=source.version,
        )
    source.refresh_from_db()
    assert source.merged_into is None


def test_renaming_a_partner_is_found_through_its_records():
    partner = PartnerFactory(name="旧い名の会")
    record = published_record(in_municipality=partner.municipality, partners=[partner])
    before = DataVersion.current()
    partner.name = "新しい名の会"
    funnel.save(
        partner,
        write=funnel.Write(coordinator(partner.municipality), Channel.ADMIN),
        expected_version=partner.version,
    )
    assert list(ProjectRecord.objects.published().matching("新しい名")) == [record]
    assert DataVersion.current() == before + 1
