"""A second, differently shaped set made through the admin alone: 7 / 34 / 91, in words."""

import pytest

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import State
from pledges.models import PledgeItem, PledgeSet, ProgressReport, Rating
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory, coordinator

pytestmark = pytest.mark.django_db

LEVELS = ["全体", "ビジョン", "項目", "公約"]
WORDS = ["達成", "順調", "遅れ"]
# 34 項目 under 7 ビジョン, 91 公約 under 34 項目: as evenly as it goes.
MIDDLE = [5, 5, 5, 5, 5, 5, 4]
LOWEST = [3] * 23 + [2] * 11


def rows(prefix, values):
    """Return a formset of new rows as the admin's form sends it."""
    data = {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(values):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def set_form(city):
    levels = [
        {"name": name, "roll_up": "none", "rounding": "none", "decimals": 0} for name in LEVELS
    ]
    levels[3]["has_word"] = "on"
    # Typed in another order than they stand in.
    words_typed = [
        {"word": word, "place": place} for word, place in zip(WORDS[::-1], [3, 2, 1], strict=True)
    ]
    return {
        "municipality": city.pk,
        "name": "市長公約（6期目）",
        "slug": "mihon-6",
        "is_published": "on",
        **rows("levels", levels),
        **rows("status_words", words_typed),
    }


def add_items(client, pledge_set):
    def add(parent, position, title):
        data = {
            "pledge_set": pledge_set.pk,
            "parent": parent.pk if parent else "",
            "position": position,
            "title": title,
        }
        assert client.post(admin_url(PledgeItem, "add"), data).status_code == 302
        return PledgeItem.objects.get(pledge_set=pledge_set, title=title)

    lowest = iter(LOWEST)
    for vision, width in enumerate(MIDDLE, start=1):
        top = add(None, vision, f"ビジョン{vision}")
        for place in range(1, width + 1):
            middle = add(top, place, f"項目{vision}-{place}")
            for number in range(1, next(lowest) + 1):
                add(middle, number, f"公約{vision}-{place}-{number}")


def test_set_of_other_levels_in_words_is_made_rated_and_published_through_the_admin():
    city = MunicipalityFactory(name="見本市")
    user = coordinator(city, "pledges")
    client = logged_in(user)
    assert client.post(admin_url(PledgeSet, "add"), set_form(city)).status_code == 302
    pledge_set = PledgeSet.objects.get(slug="mihon-6")
    assert [level.name for level in pledge_set.levels.all()] == LEVELS
    assert [word.word for word in pledge_set.status_words.all()] == WORDS
    add_items(client, pledge_set)
    depths = [pledge_set.items.filter(depth=depth).count() for depth in (1, 2, 3)]
    assert depths == [7, 34, 91]

    form = {
        "pledge_set": pledge_set.pk,
        "title": "市長公約の進み具合",
        "as_of": "令和9年3月31日",
        "as_of_text": "令和8年度末",
    }
    assert client.post(admin_url(ProgressReport, "add"), form).status_code == 302
    report = ProgressReport.objects.get(pledge_set=pledge_set)
    assert (report.fiscal_year, report.ratings.count()) == (2026, 132)

    enter_90_words(client, report)
    preview = words(client.get(admin_url(report, "preview")))
    assert "未評価の項目が1件あります" in preview
    for action in ("submit", "publish"):
        report.refresh_from_db()
        url = f"{admin_url(report, 'step', action)}?version={report.version}"
        client.post(url, {"confirmed": "yes", "action": action})
    report.refresh_from_db()
    assert report.state == State.PUBLISHED
    assert '"word":"達成"' in report.snapshot
    assert Department.objects.count() == 0


def enter_90_words(client, report):
    grid = client.get(admin_url(report, "ratings")).context["grid"]
    assert (len(grid.rows), grid.missing, grid.figures) == (91, 91, ["word"])
    scale = list(report.pledge_set.status_words.all())
    data = {}
    for number, row in enumerate(grid.rows[:90]):
        data |= {
            f"rating-{row.rating.pk}-version": row.rating.version,
            f"rating-{row.rating.pk}-word": scale[number % 3].pk,
            f"rating-{row.rating.pk}-not_rated_because": "not_rated",
            f"rating-{row.rating.pk}-reason": "",
        }
    response = client.post(admin_url(report, "ratings"), data, follow=True)
    assert "90件の評価を保存しました" in words(response)
    assert Rating.objects.filter(report=report, word=scale[0]).count() == 30


def test_departments_come_over_from_the_last_report():
    city = MunicipalityFactory()
    client = logged_in(coordinator(city, "pledges"))
    client.post(admin_url(PledgeSet, "add"), set_form(city))
    pledge_set = PledgeSet.objects.get()
    department = DepartmentFactory(municipality=city)
    item = {"pledge_set": pledge_set.pk, "parent": "", "position": 1, "title": "まちづくり"}
    client.post(admin_url(PledgeItem, "add"), item)
    for day, text in (("R8.3.31", "令和7年度末"), ("R9.3.31", "令和8年度末")):
        form = {"pledge_set": pledge_set.pk, "title": "報告", "as_of": day, "as_of_text": text}
        client.post(admin_url(ProgressReport, "add"), form)
        rating = Rating.objects.get(report__as_of_text=text)
        data = {
            "expected_version": rating.version,
            "department_list": [department.pk],
            "not_rated_because": "not_rated",
            **rows("initiatives", [{"text": "説明会を開きました。"}]),
        }
        if text == "令和7年度末":
            assert client.post(admin_url(rating, "change"), data).status_code == 302
            assert rating.initiatives.get().text == "説明会を開きました。"
    later = Rating.objects.get(report__as_of_text="令和8年度末")
    assert [link.department for link in later.department_links.all()] == [department]
    assert later.initiatives.count() == 0
