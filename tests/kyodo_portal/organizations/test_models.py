"""Municipalities, departments and memberships hold what can be, and refuse the rest."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kyodo_portal.organizations.models import Department, Membership, Municipality
from tests.factories.organizations import DepartmentFactory, MembershipFactory, UserFactory


def refused(record):
    """Return the messages with which a record is refused by its own rules."""
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.messages


def test_departments_of_one_name_need_different_first_years(city):
    DepartmentFactory(municipality=city.municipality, name="企画部", valid_from=2020)
    DepartmentFactory(municipality=city.municipality, name="企画部", valid_from=2025)
    again = Department(municipality=city.municipality, name="企画部", valid_from=2025)
    assert refused(again) == ["同じ名前で同じ年度に始まる部署がもうあります。"]


def test_second_department_without_a_first_year_is_refused(city):
    again = Department(municipality=city.municipality, name=city.department.name)
    assert refused(again) == ["同じ名前の部署がもうあります。はじまりの年度を書いてください。"]
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_department_does_not_end_before_it_begins(city):
    department = Department(
        municipality=city.municipality, name="部", valid_from=2025, valid_to=2024
    )
    assert refused(department) == ["おわりの年度が、はじまりの年度より前です。"]


def test_parent_of_another_municipality_is_refused(city, other_city):
    department = Department(municipality=city.municipality, name="課", parent=other_city.department)
    assert refused(department) == ["上の組織は、同じ自治体の部署から選んでください。"]


@pytest.mark.parametrize("which", ["itself", "other city"])
def test_successor_must_be_another_one_of_the_municipality(city, other_city, which):
    successor = city.department if which == "itself" else other_city.department
    with pytest.raises(ValidationError) as refusal:
        city.department.clean_relations({"successors": [successor]})
    assert list(refusal.value.error_dict) == ["successors"]


@pytest.mark.parametrize(
    ("years", "year", "expected"),
    [
        ((2020, 2024), 2020, True),
        ((2020, 2024), 2024, True),
        ((2020, 2024), 2019, False),
        ((2020, 2024), 2025, False),
        ((None, 2024), 1950, True),
        ((2020, None), 2090, True),
        ((None, None), 2025, True),
    ],
)
def test_department_existed_in_its_years(city, years, year, expected):
    department = DepartmentFactory(
        municipality=city.municipality, valid_from=years[0], valid_to=years[1]
    )
    assert department.existed_in(year) == expected
    found = Department.objects.valid_in(year).filter(pk=department.pk)
    assert found.exists() == expected


def test_below_holds_the_department_and_all_under_it(city, other_city, django_assert_num_queries):
    child = DepartmentFactory(municipality=city.municipality, parent=city.department)
    grandchild = DepartmentFactory(municipality=city.municipality, parent=child)
    with django_assert_num_queries(1):
        found = set(Department.objects.below([city.department.pk]))
    assert found == {city.department, child, grandchild}
    assert list(Department.objects.below([])) == []


def test_departments_are_listed_in_their_order(city, other_city):
    Department.objects.update(sort_order=5)
    first = DepartmentFactory(municipality=city.municipality, sort_order=1)
    expected = sorted(
        Department.objects.all(), key=lambda d: (d.municipality.code, d.sort_order, d.pk)
    )
    assert first in expected
    assert list(Department.objects.for_list()) == expected


def test_natural_keys_lead_back(city):
    membership_free = [(Municipality, city.municipality), (Department, city.department)]
    for model, record in membership_free:
        assert model.objects.get_by_natural_key(*record.natural_key()) == record


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"role": "editor", "area": "projects"}, "入力担当には部署を選んでください。"),
        (
            {"role": "planner", "area": ""},
            "分野は、システム管理者では空にし、ほかの役割では必ず選んでください。",
        ),
        (
            {"role": "administrator", "area": "projects"},
            "分野は、システム管理者では空にし、ほかの役割では必ず選んでください。",
        ),
    ],
)
def test_membership_fits_its_role(city, values, message):
    membership = Membership(user=UserFactory(), municipality=city.municipality, **values)
    assert refused(membership) == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


def test_membership_in_a_department_of_another_municipality_is_refused(city, other_city):
    membership = Membership(
        user=UserFactory(),
        municipality=city.municipality,
        role="editor",
        area="projects",
        department=other_city.department,
    )
    assert refused(membership) == ["部署は、同じ自治体から選んでください。"]


@pytest.mark.parametrize("role", ["editor", "planner"])
def test_same_membership_twice_is_refused(city, role):
    first = MembershipFactory(
        municipality=city.municipality,
        role=role,
        department=city.department if role == "editor" else None,
    )
    again = Membership(
        user=first.user,
        municipality=first.municipality,
        role=first.role,
        area=first.area,
        department=first.department,
    )
    assert refused(again) == ["同じ担当がもう登録されています。"]
