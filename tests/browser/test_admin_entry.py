"""A clerk who last logged in a year ago enters a full record, with the keyboard alone."""

import time

import pytest
from django.db.models import Q

from kyodo_portal.publishing.models import Change
from kyodo_portal.read_model.search_rows import refresh
from projects.models import ProjectRecord
from tests.browser.keyboard import Keyboard
from tests.factories import organizations, projects

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct-horse-9"
# Three minutes at a slow typist's two keys a second, most of them the texts themselves.
MOST_KEYSTROKES = 360
MOST_SECONDS = 90
PURPOSE = "まちをきれいにするきっかけとするため。"
CONTENT = "春と秋に、駅前の花壇に花を植える。"
OUTCOME = "参加した人どうしの交流が生まれた。"


@pytest.fixture
def clerk():
    municipality = organizations.MunicipalityFactory(name="見本市")
    department = organizations.DepartmentFactory(municipality=municipality, name="環境部")
    projects.CollaborationFormFactory(
        municipality=municipality,
        name="共催",
        definition="市民と市とが共に事業主体となる形態です。",
    )
    projects.CollaborationFormFactory(municipality=municipality, name="事業協力")
    known = projects.PartnerFactory(municipality=municipality, name="みどりの会")
    refresh([known])
    user = organizations.editor(department)
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(keys: Keyboard, user) -> None:
    keys.page.goto("/admin/")
    keys.tab_to("#id_username")
    keys.write(user.username)
    keys.tab_to("#id_password")
    keys.write(PASSWORD)
    keys.press("Enter")
    keys.page.wait_for_selector(".work-side")


def fill_project(keys: Keyboard) -> None:
    page = keys.page
    keys.tab_to("#id_fiscal_year")
    keys.write("R7")
    keys.tab_to("#id_number")
    keys.write("15")
    keys.tab_to("#id_name")
    keys.write("駅前花いっぱい運動")
    keys.tab_to(".field-partner_list .select2-search__field")
    keys.write("みどり")
    page.wait_for_selector(".select2-results__option--highlighted:has-text('みどりの会')")
    keys.press("Enter")
    page.wait_for_selector(".select2-selection__choice:has-text('みどりの会')")
    keys.tab_to("#add_id_partner_list")
    with page.expect_popup() as opened:
        keys.press("Enter")
    register_partner(keys, opened.value)
    page.wait_for_selector(".select2-selection__choice:has-text('駅前商店会')")
    keys.tab_to(".field-forms input")
    keys.press("Space")


def register_partner(keys: Keyboard, popup) -> None:
    in_popup = Keyboard(popup)
    popup.wait_for_load_state()
    in_popup.tab_to("#id_name")
    in_popup.write("駅前商店会")
    in_popup.tab_to("#id_kind")
    in_popup.press("ArrowDown")
    in_popup.tab_to("[name=_save]")
    with popup.expect_event("close"):
        in_popup.press("Enter")
    keys.strokes += in_popup.strokes


def fill_year(keys: Keyboard) -> None:
    keys.tab_to("#id_recurrence")
    keys.press("Home")
    texts = {
        "frequency": "年2回",
        "first_year": "昭和62年",
        "start_text": "R7.4.1",
        "end_text": "R8.3.31",
        "purpose": PURPOSE,
        "content": CONTENT,
        "participants_text": "1,225",
        "outcome": OUTCOME,
    }
    for name, text in texts.items():
        keys.tab_to(f"#id_{name}")
        keys.write(text)


def test_clerk_enters_and_submits_a_record_by_keyboard(new_page, clerk):
    keys = Keyboard(new_page())
    begun = time.monotonic()
    log_in(keys, clerk)
    keys.tab_to(".work-side .button")
    keys.press("Enter")
    keys.page.wait_for_selector("#id_name")
    fill_project(keys)
    fill_year(keys)
    keys.tab_to("[name=_transition]")
    keys.press("Enter")
    keys.page.wait_for_selector("input[name=confirmed]", state="attached")
    keys.tab_to(".submit-row input[type=submit]")
    keys.press("Enter")
    keys.page.wait_for_selector(".messagelist .success")
    seconds = time.monotonic() - begun

    record = ProjectRecord.objects.get()
    assert [link.partner.name for link in record.partner_links.all()] == [
        "みどりの会",
        "駅前商店会",
    ]
    assert [form.name for form in record.forms.all()] == ["共催"]
    assert (record.state, record.name, record.project.name, record.number) == (
        "submitted",
        "駅前花いっぱい運動",
        "駅前花いっぱい運動",
        "15",
    )
    assert (record.fiscal_year, record.first_year) == (2025, 1987)
    assert (record.recurrence, record.frequency) == ("yearly", "年2回")
    assert (f"{record.start_date}", f"{record.end_date}") == ("2025-04-01", "2026-03-31")
    assert (record.purpose, record.content, record.outcome) == (PURPOSE, CONTENT, OUTCOME)
    assert (record.participants, record.department.name) == (1225, "環境部")
    written = Change.objects.filter(Q(kind="projects.projectrecord")).order_by("id")
    assert [change.action for change in written] == ["create", "submit"]
    assert keys.strokes <= MOST_KEYSTROKES
    assert seconds < MOST_SECONDS
