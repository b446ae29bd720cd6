"""The search within the guideline's page."""

import pytest

from kyodo_portal.read_model.search_rows import refresh
from projects.models import GuidelineSection
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.organizations import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return MunicipalityFactory()


def section(place, **values):
    made = GuidelineSectionFactory(municipality=place, **values)
    refresh([made])
    return made


def found(client, query):
    return [one.title for one in client.get(f"/guideline/?{query}").context["search"].found]


def test_words_find_the_parts_in_their_order(client, place):
    section(place, position=2, title="後の章", body="ボランティアと町内会")
    section(place, position=1, title="前の章", body="町内会とボランティア")
    section(place, position=3, title="ほかの章")
    assert found(client, "q=ﾎﾞﾗﾝﾃｨｱ　町内会") == ["前の章", "後の章"]
    assert (found(client, "q=ない語"), found(client, "q="), found(client, "")) == ([], [], [])


def test_found_part_is_linked_to_its_place(client, place):
    made = section(place, title="災害に関する協定", anchor="example-4")
    content = client.get("/guideline/?q=災害").content.decode()
    assert content.count(f'<a href="#{made.anchor}">災害に関する協定</a>') == 2  # contents too
    assert "「災害」のあるところ 1件" in content


def test_hidden_parts_and_other_cities_are_not_found(client, place):
    section(place, title="見える町内会")
    section(place, title="見えない町内会", is_published=False)
    section(MunicipalityFactory(code="999997"), title="よその町内会")
    assert found(client, f"municipality={place.code}&q=町内会") == ["見える町内会"]
    assert found(client, "municipality=999997&q=町内会") == ["よその町内会"]


def test_words_stand_escaped_in_the_page(client, place):
    section(place)
    content = client.get("/guideline/", {"q": '"><script>x'}).content.decode()
    assert ("<script>x" in content, "&lt;script&gt;x" in content) == (False, True)


def test_words_too_long_are_refused(client, place):
    section(place)
    response = client.get("/guideline/", {"q": "長" * 201})
    assert response.status_code == 400
    assert "「ことば」は200文字までで書いてください" in response.content.decode()


def test_every_part_of_the_document_is_found_by_its_title(client, real_data):
    missed = [
        one.anchor
        for one in GuidelineSection.objects.all()
        if one.title not in found(client, f"q={one.title}")
    ]
    assert missed == []


@pytest.mark.parametrize("number", [1, 3])
def test_search_costs_one_query_more(client, place, django_assert_num_queries, number):
    for _number in range(number):
        section(place, title="町内会")
    with django_assert_num_queries(6):
        assert found(client, "") == []
    with django_assert_num_queries(7):
        assert len(found(client, "q=町内会")) == number
