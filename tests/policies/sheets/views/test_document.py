"""Every text and figure of the real document, on its page and in the API under its code."""

import html
import json
from pathlib import Path

import pytest
from django.conf import settings

from policies.models import PlanItem

pytestmark = pytest.mark.django_db
FIXTURE = Path(settings.BASE_DIR) / "fixtures" / "policies.json"


def fields_of(model):
    entries = json.loads(FIXTURE.read_text("utf-8"))
    return [one["fields"] for one in entries if one["model"] == f"policies.{model}"]


def page(client, code):
    return html.unescape(client.get(f"/policies/tomakomai/{code}/").content.decode())


def results(client, name, **query):
    answer = client.get(f"/api/v1/{name}/", query_params={**query, "page_size": 200}).json()
    return answer["results"]


@pytest.mark.usefixtures("real_data")
def test_every_item_of_the_plan_stands_on_its_page_and_in_the_api(client):
    items = {one["code"]: one for one in results(client, "plan-items")}
    stored = list(PlanItem.objects.all())
    assert len(items) == len(stored) == len(fields_of("planitem"))
    for item in stored:
        texts = [item.title, item.text, item.current_state, item.goal, *item.related_plan_names]
        shown, told = page(client, item.path_code), items[item.path_code]
        said = [told["title"], told["text"], told["current_state"], told["goal"]]
        assert [text for text in texts if text not in shown] == [], item.path_code
        assert [*said, *told["related_plans"]] == texts


@pytest.mark.usefixtures("real_data")
def test_every_sheet_stands_on_its_page_and_in_the_api(client):
    sheets = {one["code"]: one for one in results(client, "evaluation-sheets")}
    assert len(sheets) == len(fields_of("evaluationsheet")) == 15
    for fields in fields_of("evaluationsheet"):
        code = fields["plan_item"][1]
        texts = [fields["department_text"]] + [
            section[name] for section in fields["sections"] for name in ("actions", "direction")
        ]
        shown, told = page(client, code), sheets[code]
        assert [text for text in texts if text not in shown] == [], code
        assert f'<span class="rating__letter">{fields["rating"][1]}</span>' in shown
        assert (told["rating"], told["fiscal_year"]) == (fields["rating"][1], 2019)
        assert told["rating_label"] in shown
        assert [(one["actions"], one["direction"]) for one in told["sections"]] == [
            (section["actions"], section["direction"]) for section in fields["sections"]
        ]
        names = [one["department"]["name"] for one in told["sections"]]
        assert names == [section["department"][1] for section in fields["sections"]]
        assert names == [one["name"] for one in told["departments"]]


@pytest.mark.usefixtures("real_data")
def test_every_indicator_stands_on_its_page_and_in_the_api(client):
    told = {(one["code"], one["name"]): one for one in results(client, "indicators")}
    on_sheets = {
        (sheet["code"], one["name"]): one
        for sheet in results(client, "evaluation-sheets")
        for one in sheet["indicators"]
    }
    assert told.keys() == on_sheets.keys()
    assert len(told) == len(fields_of("indicator")) == 25
    for fields in fields_of("indicator"):
        code, name = fields["plan_item"][1], fields["name"]
        shown = page(client, code)
        wanted = [
            (one["fiscal_year"], one["value_text"], one["as_of_text"], one["note"])
            for one in fields["values"]
        ]
        for answer in (told[code, name], on_sheets[code, name]):
            keys = ("fiscal_year", "value_text", "as_of_text", "note")
            assert [tuple(one[key] for key in keys) for one in answer["values"]] == wanted
            assert answer["unit"] == fields["unit"]
        texts = {name, fields["unit"], *(text for one in wanted for text in one[1:])}
        assert [text for text in texts if text not in shown] == [], code


@pytest.mark.usefixtures("real_data")
def test_notes_stand_once_and_what_is_not_measured_says_so(client):
    text = page(client, "1110311")
    assert text.count("※令和3年度調査予定（平成27年度 40%）") == 1
    assert text.count('<span class="empty">- 測定なし</span>') == 2
    [indicator] = results(client, "indicators", code="1110311")
    told = [(one["value"], one["status"]) for one in indicator["values"]]
    assert told == [(None, "not_measured")] * 2
