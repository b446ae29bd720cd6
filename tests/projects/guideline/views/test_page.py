"""The public page of the guideline, from the real document."""

import json
import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.site.fixture_loading import FIXTURES
from projects.guideline.choices import GuidelineKind
from projects.models import GuidelineSection
from projects.records.choices import CommonForm
from tests.factories.guideline import GuidelineSectionFactory, SponsorshipCriterionFactory
from tests.factories.organizations import MunicipalityFactory, OperatorFactory
from tests.factories.projects import CollaborationFormFactory, ProjectFactory, published_record

pytestmark = pytest.mark.django_db


def words(response):
    """Return the words of a page without tags and spaces."""
    text = re.sub(r"<[^>]+>", "", response.content.decode())
    return re.sub(r"\s", "", unescape(text))


def document_lines():
    """Return every line of the document as the fixture has it, without list marks."""
    names = ("title", "body", "question", "answer", "text", "department_text", "number")
    for entry in json.loads((FIXTURES / "guideline.json").read_text("utf-8")):
        for name in names:
            for line in str(entry["fields"].get(name) or "").splitlines():
                words = line.removeprefix("- ").removeprefix("### ")
                yield re.sub(r"\s", "", words)


def test_guideline_holds_every_line_of_the_document(client, real_data):
    page = words(client.get("/guideline/"))
    assert [line for line in document_lines() if line not in page] == []


def test_guideline_fixture_has_all_parts_and_each_is_searched(client, real_data):
    kinds = list(GuidelineSection.objects.values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "chapter": 12,
        "form": 7,
        "principle": 6,
        "example": 15,
        "question": 8,
        "field": 4,
        "term": 4,
    }
    rows = SearchRow.objects.filter(kind="projects.guidelinesection", is_public=True)
    assert rows.count() == 56
    content = client.get("/guideline/").content.decode()
    anchors = GuidelineSection.objects.values_list("anchor", flat=True)
    assert [anchor for anchor in anchors if content.count(f'id="{anchor}"') != 1] == []


@pytest.mark.parametrize("number", [1, 3])
def test_guideline_query_count(client, django_assert_num_queries, number):
    place = MunicipalityFactory()
    for _number in range(number):
        form = CollaborationFormFactory(municipality=place)
        GuidelineSectionFactory(
            municipality=place, kind=GuidelineKind.FORM, collaboration_form=form
        )
        SponsorshipCriterionFactory(municipality=place)
    with django_assert_num_queries(7):
        assert client.get("/guideline/").status_code == 200


def test_guideline_unpublished_part_is_on_no_public_surface(client):
    place = MunicipalityFactory()
    GuidelineSectionFactory(municipality=place, title="見える章")
    GuidelineSectionFactory(municipality=place, title="カナリア章", is_published=False)
    pages = ["/guideline/", "/api/v1/guideline-sections/", f"/municipalities/{place.code}/"]
    assert [page for page in pages if "カナリア" in client.get(page).content.decode()] == []
    assert "見える章" in client.get("/guideline/").content.decode()


def test_guideline_without_any_says_so(client):
    assert "公開しているガイドラインはありません" in client.get("/guideline/").content.decode()


def test_guideline_of_another_municipality_and_bad_code(client):
    first, second = sorted((MunicipalityFactory(), MunicipalityFactory()), key=lambda one: one.code)
    GuidelineSectionFactory(municipality=first, title="一の章")
    GuidelineSectionFactory(municipality=second, title="二の章")
    assert "一の章" in words(client.get("/guideline/"))
    other = words(client.get(f"/guideline/?municipality={second.code}"))
    assert ("二の章" in other, "一の章" in other) == (True, False)
    assert client.get("/guideline/?municipality=x").status_code == 400


def test_guideline_self_check_asks_every_criterion_and_sends_nothing(client):
    place = MunicipalityFactory()
    form = CollaborationFormFactory(municipality=place, common_code=CommonForm.KOEN)
    chapter = GuidelineSectionFactory(municipality=place)
    GuidelineSectionFactory(
        municipality=place, kind=GuidelineKind.FORM, collaboration_form=form, parent=chapter
    )
    asked = SponsorshipCriterionFactory(municipality=place, text="営利を目的としている。")
    content = client.get("/guideline/").content.decode()
    check = content[content.index('id="self-check"') :]
    check = check[: check.index("</section>")]
    assert (asked.text in check, "<form" in check, "<button" in check) == (True, False, False)


def test_form_name_on_project_page_leads_to_its_definition(client):
    record = published_record()
    form = CollaborationFormFactory(municipality=record.municipality)
    record.forms.set([form])
    GuidelineSectionFactory(
        municipality=record.municipality,
        kind=GuidelineKind.FORM,
        collaboration_form=form,
        anchor="form-9",
    )
    content = client.get(record.project.get_absolute_url()).content.decode()
    assert content.count('href="/guideline/#form-9"') == 1
    place = client.get(f"/municipalities/{record.municipality.code}/").content.decode()
    assert place.count('href="/guideline/#form-9"') == 1


def test_example_links_to_published_projects_alone(client):
    record = published_record(name="見える事業")
    hidden = ProjectFactory(municipality=record.municipality, name="カナリア事業")
    chapter = GuidelineSectionFactory(municipality=record.municipality)
    example = GuidelineSectionFactory(
        municipality=record.municipality, kind=GuidelineKind.EXAMPLE, parent=chapter
    )
    example.projects.set([record.project, hidden])
    content = client.get("/guideline/").content.decode()
    assert (record.project.get_absolute_url() in content, "カナリア" in content) == (True, False)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"body": "<script>x</script>"}, "body"),
        ({"body": "[外](https://example.com/)"}, "body"),
        ({"anchor": "Form 1"}, "anchor"),
        ({"anchor": "形態"}, "anchor"),
        ({"kind": GuidelineKind.QUESTION, "question": "問い"}, "answer"),
    ],
)
def test_save_of_a_bad_section_is_refused_at_its_field(values, field):
    stored = GuidelineSectionFactory()
    for name, value in values.items():
        setattr(stored, name, value)
    with pytest.raises(ValidationError) as refusal:
        funnel.save(
            stored, write=funnel.Write(OperatorFactory(), Channel.ADMIN), expected_version=1
        )
    assert list(refusal.value.message_dict) == [field]
    assert GuidelineSection.objects.get().version == 1


def test_chapter_cannot_stand_in_itself():
    chapter = GuidelineSectionFactory()
    inner = GuidelineSectionFactory(municipality=chapter.municipality, parent=chapter)
    chapter.parent = inner
    with pytest.raises(ValidationError) as refusal:
        chapter.full_clean()
    assert list(refusal.value.message_dict) == ["parent"]
