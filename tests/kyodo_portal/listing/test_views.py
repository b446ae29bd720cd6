"""Public pages with conditions: what cannot be read is answered with the form, under a heading."""

import pytest

from kyodo_portal.listing.views import FilteredView
from tests.factories.projects import PartnerFactory, published_record
from tests.page_text import page_text


def test_every_page_with_conditions_has_a_heading_for_its_refusals():
    views = FilteredView.__subclasses__()
    assert len(views) > 10
    assert [view.__name__ for view in views if not str(view.heading)] == []


@pytest.mark.django_db
def test_refusal_says_on_which_page_it_stands(client):
    record = published_record(partners=[PartnerFactory()])
    response = client.get(f"{record.partners.get().get_absolute_url()}?page=x")
    assert response.status_code == 400
    assert [str(words) for words, _url in response.context["crumbs"]] == [
        "関係団体",
        "条件を読み取れません",
    ]
    assert "「ページ」の「x」は使えません。" in page_text(response)
