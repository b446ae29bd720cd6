"""Departments in files: what took them over stands at the end."""

import pytest

from kyodo_portal.site.organizations.filters import DepartmentFilter
from kyodo_portal.site.organizations.resources import DEPARTMENTS
from tests.api_rows import own
from tests.factories.export_files import as_csv, as_json
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_successors_stand_at_the_end_of_a_line_and_of_a_row():
    city = MunicipalityFactory(code="012131")
    new = DepartmentFactory.create_batch(2, municipality=city, valid_from=2025)
    DepartmentFactory(municipality=city, name="旧課", valid_to=2024, successors=new)
    lines = {line["名前"]: line for line in as_csv(DEPARTMENTS.export, filterset=DepartmentFilter)}
    assert list(lines["旧課"])[-2:] == ["アドレス", "引き継いだ組織"]
    assert lines["旧課"]["引き継いだ組織"] == f"{new[0].pk}、{new[1].pk}"
    assert lines[new[0].name]["引き継いだ組織"] == ""
    rows = as_json(DEPARTMENTS.export, filterset=DepartmentFilter)["results"]
    [old] = [row for row in rows if row["name"] == "旧課"]
    assert list(own(old))[-1] == "successors"
    assert old["successors"] == [new[0].pk, new[1].pk]
