"""What the form's scripts do for the one who types."""

import pytest

from kyodo_portal.read_model.search_rows import refresh
from projects.models import ProjectRecord
from tests.factories.admin_pages import admin_url
from tests.factories.cities import City, make_city
from tests.factories.projects import PartnerFactory, ProjectRecordFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city() -> City:
    return make_city("見本市")


@pytest.fixture
def form(new_page, sign_in, city):
    """The change form of the city's record, opened by its editor."""
    page = new_page()
    sign_in(page, city.editor)
    page.goto(admin_url(city.record, "change"))
    return page


def test_ctrl_s_saves_and_stays(form, city):
    form.fill("#id_purpose", "新しい目的")
    form.keyboard.press("Control+s")
    form.wait_for_selector(".messagelist .success")
    assert form.input_value("#id_purpose") == "新しい目的"
    assert ProjectRecord.objects.get(pk=city.record.pk).purpose == "新しい目的"


def test_leaving_with_unsaved_text_asks(form):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    form.fill("#id_purpose", "書きかけ")
    form.click(".breadcrumbs a")
    form.wait_for_selector(".work-side")
    assert asked == ["beforeunload"]


def test_leaving_without_changes_does_not_ask(form):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    form.click("#id_purpose")
    form.click(".breadcrumbs a")
    form.wait_for_selector(".work-side")
    assert asked == []


def test_text_area_grows_with_its_text(form):
    def height():
        return form.evaluate("document.getElementById('id_purpose').offsetHeight")

    before = height()
    form.fill("#id_purpose", "\n".join(["一行"] * 30))
    assert height() > before + 300


def test_definition_unfolds_under_the_chosen_form(new_page, sign_in, city):
    city.form.definition = "ともに事業主体となる形態です。"
    city.form.save()
    page = new_page()
    sign_in(page, city.editor)
    page.goto(admin_url(ProjectRecord, "add"))
    definition = page.locator("p.definition")
    assert not definition.is_visible()
    page.check(".field-forms input")
    assert definition.is_visible()


def test_last_years_values_are_taken_over_by_their_buttons(new_page, sign_in, city):
    record = ProjectRecordFactory(
        project=city.project,
        department=city.department,
        fiscal_year=2026,
        name="第2回花いっぱい運動",
    )
    page = new_page()
    sign_in(page, city.editor)
    page.goto(admin_url(record, "change"))
    for name in ("name", "purpose", "partner_list", "forms"):
        page.click(f".field-{name} .same-as-last-year")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    record.refresh_from_db()
    assert (record.name, record.purpose) == (city.record.name, "はじめの目的")
    assert [link.partner for link in record.partner_links.all()] == [city.partner]
    assert [*record.forms.all()] == [city.form]


def test_partner_chosen_again_stands_last(form, city):
    second = PartnerFactory(municipality=city.municipality, name="見本市二番目の会")
    refresh([city.partner, second])
    box = ".field-partner_list"

    def choose(name):
        form.fill(f"{box} .select2-search__field", name)
        form.click(f".select2-results__option--highlighted:has-text('{name}')")

    choose(second.name)
    form.click(
        f"{box} .select2-selection__choice:has-text('みどり') .select2-selection__choice__remove"
    )
    choose(city.partner.name)
    form.click("[name=_continue]")
    form.wait_for_selector(".messagelist .success")
    links = city.record.partner_links.order_by("position")
    assert [link.partner for link in links] == [second, city.partner]
