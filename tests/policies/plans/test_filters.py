import re

import pytest
from drf_spectacular.generators import SchemaGenerator

from policies.plans.filters import MARK

pytestmark = pytest.mark.django_db


def described_code():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    parameters = schema["paths"]["/api/v1/plan-items/"]["get"]["parameters"]
    [code] = [one for one in parameters if one["name"] == "code"]
    return code["schema"]["items"]["pattern"]


@pytest.mark.parametrize("code", ["1110111", "Ⅰ-3", "施策１", "a" * 60])
def test_code_is_taken_as_the_description_says(client, code):
    assert re.search(described_code(), code)
    assert client.get("/api/v1/plan-items/", {"code": code}).status_code == 200


@pytest.mark.parametrize("code", ["1 1", "a\x85b", "a\x00", "a\u202eb", "\ufeff1", "a" * 61])
def test_code_that_is_refused_is_outside_the_description(client, code):
    assert not re.search(described_code(), code)
    response = client.get("/api/v1/plan-items/", {"code": code})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["code"]


def test_description_holds_the_rule_itself():
    assert described_code() == f"^(?:{MARK.pattern})$"
