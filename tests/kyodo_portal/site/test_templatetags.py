import datetime as dt
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kyodo_portal.site.templatetags import portal

DAY = dt.date(2025, 4, 1)
CONTENT = (
    "5/20 錦岡児童センター5人 6/8 第4回FUTURE PEACE STREET inTOMAKOMA47人 8/27日新児童センター28人"
)


def render(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


@pytest.mark.parametrize(("code", "lang"), [("ja", "ja"), ("en", "en"), ("easy", "ja")])
def test_html_lang_is_one_that_browsers_know(code, lang):
    with translation.override(code):
        assert render("{% html_lang %}") == lang


@pytest.mark.parametrize(
    ("source", "value", "japanese", "english"),
    [
        ("{{ value|era_date }}", DAY, "令和7年4月1日", "1 April 2025"),
        ("{{ value|era_date }}", None, "", ""),
        ("{{ value|era_date_compact }}", DAY, "R7.4.1", "2025-04-01"),
        ("{{ value|era_date_compact }}", None, "", ""),
        ("{{ value|era_year }}", 2023, "令和5年", "2023"),
        ("{{ value|era_year }}", None, "", ""),
        ("{{ value|fiscal_year }}", 2025, "令和7年度", "FY2025"),
        ("{{ value|fiscal_year }}", None, "", ""),
        ("{{ value|fiscal_year_with_western }}", 2025, "令和7年度 (2025)", "FY2025"),
        ("{{ value|fiscal_year_with_western }}", None, "", ""),
        ("{{ value|thousands }}", 12827, "12,827", "12,827"),
        ("{{ value|thousands }}", 0, "0", "0"),
        ("{{ value|thousands }}", None, "", ""),
    ],
)
def test_value_in_each_language(source, value, japanese, english):
    texts = {}
    for code in ("ja", "easy", "en"):
        with translation.override(code):
            texts[code] = render(source, value=value)
    assert texts == {"ja": japanese, "easy": japanese, "en": english}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            CONTENT,
            [
                "5/20 錦岡児童センター5人",
                "6/8 第4回FUTURE PEACE STREET inTOMAKOMA47人",
                "8/27日新児童センター28人",
            ],
        ),
        (
            "次の事業を実施 (1) 地域の大掃除 (2) 啓発",
            ["次の事業を実施", "(1) 地域の大掃除", "(2) 啓発"],
        ),
        ("次の事業　（１）清掃", ["次の事業", "（１）清掃"]),
        (
            "○見学対応の協力 令和7年8月18日（月） ・岩倉建設（株） ・トヨタ自動車北海道",
            ["○見学対応の協力", "令和7年8月18日（月）", "・岩倉建設（株）", "・トヨタ自動車北海道"],
        ),
        ("町内会・自治会、老人クラブ", ["町内会・自治会、老人クラブ"]),
        (
            "とまこまいスポーツフェスティバル2025 31人",
            ["とまこまいスポーツフェスティバル2025 31人"],
        ),
        ("倍率は 13/40 と 1/200", ["倍率は 13/40 と 1/200"]),
        ("例年 令和6年度は実施", ["例年 令和6年度は実施"]),
        ("一行目\n\n二行目", ["一行目", "二行目"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_verbatim_lines_breaks_before_dates_numbers_and_bullets(text, lines):
    assert portal.verbatim_lines(text) == lines


@given(st.text(st.sampled_from("12/58(1)（・○ 　\n令和7年8月日人あA<&"), max_size=60))
def test_verbatim_lines_changes_no_character(text):
    assert "".join("".join(portal.verbatim_lines(text)).split()) == "".join(text.split())


def test_with_breaks_escapes_the_text():
    assert portal.with_breaks("<b> (1) &") == "&lt;b&gt;<br>(1) &amp;"


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("0144-32-6111", "tel:0144326111"),
        ("０１４４（３２）６１１１", "tel:0144326111"),
        ("+81-144", "tel:+81144"),
    ],
)
def test_telephone_uri_keeps_digits_only(number, address):
    assert portal.telephone_uri(number) == address


def test_query_string_of_a_request(rf):
    request = rf.get("/projects/?q=a&page=3&sort=")
    source = "{% query_string request page=4 %} {% query_string request page=None q=None %}"
    assert render(source, request=request) == "?page=4&amp;q=a ?"


def test_query_string_of_known_conditions_ignores_the_rest_of_the_address():
    assert render("{% query_string query page=2 %}", query=QueryDict("q=a")) == "?page=2&amp;q=a"


def test_query_string_without_drops_the_value_and_the_page(rf):
    request = rf.get("/projects/?department=1&department=3&page=4&after=x")
    source = '{% query_string_without request "department" 3 %}'
    assert render(source, request=request) == "?department=1"
    assert "page" in request.GET


def test_query_string_without_the_last_condition_leads_to_the_bare_page(rf):
    assert render('{% query_string_without request "q" "a" %}', request=rf.get("/?q=a")) == "?"


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, [1, 2, None, 70]),
        (12, [1, None, 11, 12, 13, None, 70]),
        (70, [1, None, 69, 70]),
    ],
)
def test_page_numbers_leaves_out_the_far_ones(number, numbers):
    assert portal.page_numbers(Paginator(range(1400), 20).page(number)) == numbers


class ConditionForm(forms.Form):
    q = forms.CharField(label="ことば", help_text="200字まで")
    sort = forms.ChoiceField(label="並び順", choices=[("number", "資料の順")])
    form = forms.MultipleChoiceField(
        label="形態", choices=[("a", "共催"), ("b", "委託")], widget=forms.CheckboxSelectMultiple
    )


@pytest.mark.parametrize(("name", "part"), [("q", 'class="input"'), ("sort", 'class="select"')])
def test_control_has_the_class_of_its_kind(name, part):
    assert part in portal.control(ConditionForm()[name])


@pytest.mark.parametrize("name", ["q", "sort", "form"])
def test_form_field_describes_its_control(name):
    field = ConditionForm({})[name]
    text = render_to_string("components/form_field.html", {"field": field})
    described = set(re.search(r'aria-describedby="([^"]+)"', text)[1].split())
    assert described <= set(re.findall(r'id="([^"]+)"', text))
    assert f"{field.auto_id}_error" in described


def test_error_summary_links_each_error_to_its_field():
    form = ConditionForm({"q": "清掃", "sort": "population", "form": ["a"]})
    with translation.override("ja"):
        text = render_to_string("components/error_summary.html", {"form": form})
    assert re.findall(r'href="([^"]+)"', text) == ["#id_sort"]


def test_contact_without_telephone_says_so():
    with translation.override("ja"):
        text = render_to_string("components/contact.html", {"department": {"name": "教育部"}})
    assert "電話番号は登録されていません" in text
    assert "tel:" not in text


def test_result_sentence_says_what_the_sum_leaves_out():
    participants = {"total": 26892, "unknown": 1, "not_entered": 2}
    with translation.override("ja"):
        text = render_to_string(
            "components/result_sentence.html", {"count": 14, "participants": participants}
        )
    assert re.sub(r"\s*\n\s*", "", text) == (
        '<p class="result" role="status"><strong>14</strong>件。市民参加人数（延べ・市の報告の合計）'
        "<strong>26,892</strong>人、不明1件を除く、記載なし2件を除く</p>"
    )


@pytest.mark.parametrize("participants", [None, {"total": None, "unknown": 3}])
def test_result_sentence_without_a_sum_shows_none(participants):
    with translation.override("ja"):
        text = render_to_string(
            "components/result_sentence.html", {"count": 3, "participants": participants}
        )
    assert "延べ" not in text
    assert ("記録はありません" in text) == (participants is not None)
