import pytest

from kyodo_portal.read_model.models import SearchRow
from projects.models import ProjectRecord
from tests.factories.projects import published_record

pytestmark = pytest.mark.django_db


def found(query):
    return list(ProjectRecord.objects.published().matching(query).values_list("name", flat=True))


@pytest.mark.parametrize(
    "query", ["ゼロカーボン", "ｾﾞﾛｶｰﾎﾞﾝ", "ぜろかーぼん", "SDGs ゼロ", "ｓｄｇｓ", "新春　sdgs"]
)
def test_width_case_and_kana_do_not_matter(query):
    published_record(name="SDGs イベント「新春！ゼロカーボン」")
    published_record(name="図書館")
    assert found(query) == ["SDGs イベント「新春！ゼロカーボン」"]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'", '"', "100%"])
def test_signs_of_the_database_are_plain_letters(query):
    published_record(name=f"甲{query}乙")
    published_record(name="ほかの事業")
    assert found(query) == [f"甲{query}乙"]


def test_every_word_must_be_there():
    published_record(name="青空こども図書館", purpose="読み聞かせ")
    published_record(name="図書館")
    assert found("図書館 読み聞かせ") == ["青空こども図書館"]


def test_an_empty_query_finds_everything():
    published_record(name="図書館")
    assert found(" 　") == ["図書館"]


def test_one_row_stands_for_one_record():
    record = published_record(name="図書館")
    rows = SearchRow.objects.filter(kind="projects.projectrecord", object_id=record.pk)
    assert rows.count() == 1


def test_no_word_is_found_across_two_fields():
    published_record(name="青空", purpose="図書館")
    assert found("空図") == []
