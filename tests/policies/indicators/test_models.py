"""The rules of an indicator and its values."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from policies.indicators.choices import ValueStatus
from policies.models import Indicator, IndicatorValue, ProjectLink
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import IndicatorFactory, MeasureFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def refusal(record) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    return refused.value.message_dict


def test_baseline_and_target_are_read():
    indicator = IndicatorFactory(baseline_text="9,943,885", target_text="8.1")
    assert (indicator.baseline, indicator.target) == (Decimal(9943885), Decimal("8.1"))


@pytest.mark.parametrize("name", ["baseline_text", "target_text"])
def test_baseline_and_target_that_are_no_number_are_refused(name):
    indicator = IndicatorFactory()
    setattr(indicator, name, "多数")
    assert list(refusal(indicator)) == [name]


def test_department_of_another_municipality_is_refused():
    indicator = IndicatorFactory()
    indicator.department = DepartmentFactory()
    assert refusal(indicator) == {"department": ["担当課は、同じ自治体の部署から選んでください。"]}


def test_indicator_or_link_without_measure_is_refused_and_no_error():
    assert "plan_item" in refusal(Indicator(name="件数", department=DepartmentFactory()))
    assert "plan_item" in refusal(ProjectLink(project=ProjectFactory()))


def test_project_of_another_municipality_is_refused():
    link = ProjectLink(plan_item=MeasureFactory(), project=ProjectFactory())
    assert refusal(link) == {"project": ["協働事業は、同じ自治体のものから選んでください。"]}


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("8.1", Decimal("8.1"), ValueStatus.COUNTED),
        ("0", Decimal(0), ValueStatus.COUNTED),
        ("-", None, ValueStatus.NOT_MEASURED),
        ("未到来", None, ValueStatus.NOT_DUE),
        ("", None, ValueStatus.NOT_ENTERED),
    ],
)
def test_value_is_read_with_its_status(text, value, status):
    row = IndicatorValue(fiscal_year=2019, value_text=text)
    row.full_clean(exclude=["indicator"])
    assert (row.value, row.status) == (value, status)
