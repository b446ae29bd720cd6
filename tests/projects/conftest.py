"""A city with a department and a project, and records of every kind of empty."""

import pytest

from projects.records.choices import Recurrence
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    published_record,
)


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def department(city):
    return DepartmentFactory(municipality=city, name="教育部", sort_order=1)


@pytest.fixture
def project(city):
    return ProjectFactory(municipality=city, name="本のばりっこ市")


@pytest.fixture
def every_kind(city, department):
    """Return records of every kind of empty, some with two forms and two partners."""
    forms = CollaborationFormFactory.create_batch(2, municipality=city)
    partners = PartnerFactory.create_batch(2, municipality=city)
    texts = ["1,225", "0", "不明", "-", ""]
    return [
        published_record(
            department=department,
            number=str(number),
            name=f"事業{number}",
            participants_text=text,
            recurrence=Recurrence.YEARLY,
            forms=forms,
            partners=partners,
            start_text="R7.4.1",
        )
        for number, text in enumerate(texts, start=1)
    ]
