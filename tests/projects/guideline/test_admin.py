"""The guideline on the staff's pages: what is refused, and what is public at once."""

import pytest

from projects.guideline.choices import GuidelineKind
from projects.models import GuidelineSection
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.projects import CollaborationFormFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return GuidelineSectionFactory(title="みどりの章", anchor="chapter-3")


@pytest.fixture
def browser(section):
    return logged_in(coordinator(section.municipality))


def sent(browser, section, **values):
    address = admin_url(section, "change")
    data = untouched(browser.get(address)) | values
    return browser.post(address, {name: value for name, value in data.items() if value != ""})


def new(section, **values):
    return {
        "municipality": section.municipality_id,
        "kind": "chapter",
        "title": "新しい章",
        "position": 9,
        "anchor": "chapter-9",
    } | values


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("一行目\n<b>太字</b>", "2行目：HTMLは使えません"),
        ("[外](https://example.com/)", "リンク先「https://example.com/」は使えません"),
        ("![絵](/a.png)", "1行目：画像は使えません"),
    ],
)
def test_unsafe_markdown_is_refused_with_its_line(browser, section, body, message):
    page = sent(browser, section, body=body)
    assert (page.status_code, message in words(page)) == (200, True)
    assert GuidelineSection.objects.get().body == ""


def test_safe_markdown_is_saved_and_shown(browser, client, section):
    assert sent(browser, section, body="**太い**\n\n- 一つ").status_code == 302
    assert "<strong>太い</strong>" in "".join(
        client.get("/guideline/").content.decode().replace("\n", "").split("  ")
    )


def test_anchor_is_taken_once_in_a_municipality(browser, section):
    address = admin_url(GuidelineSection, "add")
    page = browser.post(address, new(section, anchor="chapter-3"))
    assert "同じアンカーの部分がもうあります" in words(page)
    assert browser.post(address, new(section)).status_code == 302
    GuidelineSectionFactory(municipality=MunicipalityFactory(), anchor="chapter-3")
    assert GuidelineSection.objects.count() == 3


def test_part_is_public_as_long_as_it_is_published(browser, client, section):
    address = "/guideline/"
    assert sent(browser, section, is_published="").status_code == 302
    assert "みどりの章" not in client.get(address).content.decode()
    assert sent(browser, section, is_published="on").status_code == 302
    assert 'id="chapter-3"' in client.get(address).content.decode()


def test_parts_of_another_municipality_cannot_be_chosen(browser, section):
    other = MunicipalityFactory()
    strangers = {
        "parent": GuidelineSectionFactory(municipality=other),
        "collaboration_form": CollaborationFormFactory(municipality=other),
        "projects": ProjectFactory(municipality=other),
    }
    for name, stranger in strangers.items():
        page = sent(browser, section, **{name: stranger.pk})
        assert (page.status_code, page.context["adminform"].form.errors.keys()) == (200, {name})


def test_question_needs_its_answer(browser, section):
    page = sent(browser, section, kind=GuidelineKind.QUESTION, question="なぜですか？")
    assert "Q&amp;Aには、問いと答えの両方を書いてください。" in page.content.decode()


def test_editors_read_and_strangers_do_not_find_it(section):
    reader = logged_in(editor(DepartmentFactory(municipality=section.municipality)))
    assert reader.post(admin_url(section, "change"), {"title": "x"}).status_code == 403
    assert "みどりの章" in words(reader.get(admin_url(section, "change")))
    stranger = logged_in(coordinator(MunicipalityFactory()))
    assert stranger.get(admin_url(section, "change")).status_code == 302
    assert "みどりの章" not in words(stranger.get(admin_url(GuidelineSection, "changelist")))


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_a_fixed_number_of_queries(browser, section, django_assert_num_queries, number):
    for _number in range(number - 1):
        GuidelineSectionFactory(municipality=section.municipality, parent=section)
    with django_assert_num_queries(5):
        browser.get(admin_url(GuidelineSection, "changelist"))
