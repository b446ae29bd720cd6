"""What is saved with a record: read, written and kept in history in one way each."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.publishing.relations import (
    ChildRows,
    ManyToMany,
    OrderedManyToMany,
    check_once,
    check_rows,
    relation_of,
)
from policies.models import SheetSection
from projects.models import CaseRole, CaseSheet, ProjectRecord, RecordPartner
from tests.factories.case_sheets import case_sheet
from tests.factories.policies import make_policy_city
from tests.factories.projects import CollaborationFormFactory, PartnerFactory

FORMS, PARTNERS = ManyToMany("forms"), OrderedManyToMany("partners")
ROLES = relation_of(CaseSheet, "roles")

pytestmark = pytest.mark.django_db


def role(party, text="・苗を配る"):
    return CaseRole(side="city", party=party, text=text)


@pytest.fixture
def sheet():
    return case_sheet(roles=[role("市"), role("町内会")])


def names(rows):
    return [row.party for row in rows]


def test_relation_is_found_by_its_name():
    assert relation_of(ProjectRecord, "partners") == PARTNERS
    assert isinstance(ROLES, ChildRows)
    assert relation_of(ProjectRecord, "purpose") is None


def test_plain_relation_stands_in_the_order_of_its_targets(city):
    second, first = (
        CollaborationFormFactory(municipality=city.municipality, sort_order=place)
        for place in (2, 1)
    )
    FORMS.write(city.record, [second, first], [])
    assert FORMS.read(ProjectRecord.objects.get()) == [first, second]
    assert FORMS.dump(first) == {"id": first.pk, "name": first.name}


def test_ordered_relation_stands_in_the_records_own_order(city):
    first, second = PartnerFactory.create_batch(2, municipality=city.municipality)
    PARTNERS.write(city.record, [second, first], [city.partner])
    assert PARTNERS.read(ProjectRecord.objects.get()) == [second, first]
    links = RecordPartner.objects.filter(record=city.record).order_by("position")
    assert list(links.values_list("position", "partner_id")) == [(0, second.pk), (1, first.pk)]


@pytest.mark.parametrize("number", [1, 3])
def test_ordered_relation_costs_one_query_to_read_and_two_to_write(
    city, django_assert_num_queries, number
):
    partners = PartnerFactory.create_batch(number, municipality=city.municipality)
    with django_assert_num_queries(2):
        PARTNERS.write(city.record, partners, [])
    with django_assert_num_queries(1):
        assert PARTNERS.read(city.record) == partners


def test_rows_keep_their_place_and_those_not_wanted_go(sheet):
    first, second = ROLES.read(sheet)
    ROLES.write(sheet, [role("学校"), first], [first, second])
    assert names(ROLES.read(sheet)) == ["学校", "市"]
    assert CaseRole.objects.get(pk=first.pk).position == 1
    assert not CaseRole.objects.filter(pk=second.pk).exists()


def test_row_of_another_record_is_copied_and_stays_there(sheet):
    other = case_sheet(roles=[role("となり町内会")])
    [theirs] = ROLES.read(other)
    stored = ROLES.read(sheet)
    ROLES.write(sheet, [*stored, theirs], stored)
    assert names(ROLES.read(sheet)) == ["市", "町内会", "となり町内会"]
    assert names(ROLES.read(other)) == ["となり町内会"]


def test_row_deleted_meanwhile_is_a_new_one(sheet):
    first, second = ROLES.read(sheet)
    CaseRole.objects.filter(pk=first.pk).delete()
    ROLES.write(sheet, [first, second], [second])
    assert names(ROLES.read(sheet)) == ["市", "町内会"]


def test_row_becomes_plain_values_and_a_row_again(sheet):
    [first, _second] = ROLES.read(sheet)
    values = {"side": "city", "party": "市", "text": "・苗を配る"}
    assert ROLES.dump(first) == values
    loaded = ROLES.load(values)
    assert (loaded.pk, loaded.side, loaded.party, loaded.text) == (None, *values.values())


def test_rows_with_a_key_are_known_again():
    sheet = make_policy_city("見本市").sheet
    sections = relation_of(type(sheet), "sections")
    assert isinstance(sections, ChildRows)
    stored = sections.read(sheet)
    values = [{**sections.dump(row), "actions": "直した取組"} for row in stored]
    loaded = sections.load_all(sheet, values)
    assert [(row.pk, row.actions) for row in loaded] == [(row.pk, "直した取組") for row in stored]
    values[0]["department"] = {"id": 999_999, "name": "なくなった課"}
    assert sections.gone(values) == ["なくなった課"]
    assert sections.model is SheetSection


def test_rule_that_a_row_breaks_stands_on_the_relation_with_the_rows_number():
    with pytest.raises(ValidationError) as refused:
        check_rows("roles", [role("市"), role("町内会", text="a\0b")], "sheet")
    [message] = refused.value.message_dict["roles"]
    assert message.startswith("町内会（2）：")


def test_key_that_comes_twice_is_named():
    check_once("names", ["甲", "乙"], "%(key)sが二度")
    with pytest.raises(ValidationError) as refused:
        check_once("names", ["甲", "乙", "甲"], "%(key)sが二度")
    assert refused.value.message_dict == {"names": ["甲が二度"]}
