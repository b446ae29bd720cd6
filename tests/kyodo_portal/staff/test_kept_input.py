"""Which forms a browser may keep what was typed of: none that may tell of a person."""

import pytest

from kyodo_portal.organizations.models import Membership, User
from projects.models import Partner, ProjectRecord, ProjectReview, SponsorshipReview
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import OperatorFactory
from tests.factories.projects import published_record
from tests.page_text import page_text

MARK = 'data-keep-input="'


@pytest.fixture
def client(db):
    return logged_in(OperatorFactory())


def test_form_of_a_record_is_kept(client):
    assert MARK in page_text(client.get(admin_url(ProjectRecord, "add")))


@pytest.mark.parametrize("model", [User, Membership, Partner, SponsorshipReview])
def test_form_that_may_tell_of_a_person_is_never_kept(client, model):
    response = client.get(admin_url(model, "add"))
    assert response.status_code == 200
    assert MARK not in page_text(response)


def test_form_of_a_review_with_its_transcriber_is_never_kept(client):
    record = published_record()
    response = client.get(f"{admin_url(ProjectReview, 'add')}?record={record.pk}")
    assert response.status_code == 200
    assert MARK not in page_text(response)


def test_shared_machines_keep_nothing(client, settings):
    settings.LOCAL_DRAFTS = False
    assert MARK not in page_text(client.get(admin_url(ProjectRecord, "add")))
