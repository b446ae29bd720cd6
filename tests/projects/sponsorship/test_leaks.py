"""後援名義の申請 with words of its own: no public page, file, API or search tells any of them."""

import re
from html import unescape

import pytest

from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.site.changes import recent_changes
from projects.models import SponsorshipReview
from projects.records.choices import CommonForm
from projects.sponsorship.choices import CriterionAnswer, SponsorshipDecision
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.guideline import (
    ActivityFieldFactory,
    GuidelineSectionFactory,
    SponsorshipCriterionFactory,
    SponsorshipReviewFactory,
    answered,
    decide,
)
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.projects import CollaborationFormFactory, PartnerFactory, published_record
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db
SECRET = ["鶯谷申請会", "鶯谷の集い", "鶯谷の理由", "鶯谷通知文"]
STARTS = ["/", "/en/", "/api/v1/", "/api/v1/schema/", "/sitemap.xml", "/robots.txt", "/data/"]
LINK = re.compile(r'(?:href|action)="([^"#]+)|"(?:url|next)": ?"(http://testserver[^"]+)"')
MOST_PAGES = 600


@pytest.fixture
def place():
    """Return a city with something on every public page of 協働事業."""
    place = MunicipalityFactory()
    department = DepartmentFactory(municipality=place)
    form = CollaborationFormFactory(municipality=place, common_code=CommonForm.KOEN)
    record = published_record(
        department=department, forms=[form], partners=[PartnerFactory(municipality=place)]
    )
    record.project.activity_fields.set([ActivityFieldFactory(municipality=place)])
    GuidelineSectionFactory(municipality=place)
    EditionFactory(municipality=place)
    return place


@pytest.fixture
def review(place):
    """Return a refused application; every text of it holds a word that nothing else has."""
    criterion = SponsorshipCriterionFactory(municipality=place)
    review = SponsorshipReviewFactory(
        department=place.departments.get(),
        applicant="鶯谷申請会",
        event_name="鶯谷の集い",
        refusal_text="鶯谷通知文",
    )
    answers = [answered(criterion, CriterionAnswer.APPLICABLE, "鶯谷の理由")]
    decide(review, SponsorshipDecision.REFUSED, answers, coordinator(place))
    return review


def body(response):
    return b"".join(response) if response.streaming else response.content


def addresses_in(text):
    for found in LINK.finditer(text):
        address = unescape(found[1] or found[2]).removeprefix("http://testserver")
        if address.startswith("/") and not address.startswith(("/admin/", "/static/", "//")):
            yield address


def crawled(client):
    """Return {address: content} of everything that links lead to without logging in."""
    waiting, pages = [*STARTS, "/projects/?q=鶯谷", "/guideline/?q=鶯谷"], {}
    while waiting:
        address = waiting.pop()
        # One page of each set of conditions is enough: filters only take rows away.
        if address in pages or address.count("=") > 2:
            continue
        assert len(pages) < MOST_PAGES
        content = body(client.get(address))
        pages[address] = content
        waiting += addresses_in(content.decode("utf-8", errors="replace"))
    return pages


def test_no_public_answer_tells_of_an_application(client, place, review):
    pages = crawled(client)
    assert {"/guideline/", "/projects/summary/", "/api/v1/guideline-sections/"} <= {
        address.partition("?")[0] for address in pages
    }
    words = [*SECRET, "鶯谷の", "sponsorship-review", "sponsorshipreview", "SponsorshipReview"]
    leaks = [
        (address, word)
        for address, content in pages.items()
        for word in words
        if word.encode() in content and "鶯谷" not in address
    ]
    assert leaks == []
    for address in ("/projects/?q=鶯谷", "/guideline/?q=鶯谷"):
        found = pages[address].decode()
        assert [word for word in SECRET if word in found] == []


def test_application_has_no_search_row_and_no_recent_change(place, review):
    assert not SearchRow.objects.filter(folded__contains="鶯谷").exists()
    assert not SearchRow.objects.filter(title__contains="鶯谷").exists()
    assert [change for change in recent_changes() if "鶯谷" in str(change)] == []
    assert Change.objects.filter(kind="projects.sponsorshipreview").exists()


def test_application_raises_no_data_version(place, review):
    before = DataVersion.current()
    review.applicant = "鶯谷申請会（改）"
    decide(review, SponsorshipDecision.REFUSED, list(review.answers.all()), coordinator(place))
    assert DataVersion.current() == before


@pytest.mark.parametrize("page", ["changelist", "change", "history", "delete", "record"])
def test_staff_of_another_municipality_see_nothing_of_it(review, page):
    keys = SponsorshipReview if page == "changelist" else review
    browser = logged_in(coordinator(MunicipalityFactory()))
    response = browser.get(admin_url(keys, page), follow=True)
    assert [word for word in SECRET if word in response.content.decode()] == []


def test_lists_of_changes_do_not_tell_strangers(review):
    stranger = logged_in(coordinator(MunicipalityFactory()))
    own = logged_in(coordinator(review.municipality))
    changes = admin_url(Change, "changelist")
    assert "鶯谷の集い" in own.get(changes).content.decode()
    assert "鶯谷" not in stranger.get(changes).content.decode()


def test_other_departments_read_it_and_do_not_write_or_delete_it(review):
    other = DepartmentFactory(municipality=review.municipality)
    browser = logged_in(editor(other))
    page = browser.get(admin_url(review, "change")).content.decode()
    assert ("鶯谷の集い" in page, 'name="_save"' in page) == (True, False)
    posted = browser.post(admin_url(review, "change"), {"applicant": "x"})
    assert posted.status_code == 403
    assert browser.post(admin_url(review, "delete"), {"post": "yes"}).status_code == 403
    assert SponsorshipReview.objects.get().applicant == "鶯谷申請会"
