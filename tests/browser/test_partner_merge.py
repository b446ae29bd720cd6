"""The list of partners to merge into, as the page's own script asks for it."""

import pytest
from django.urls import reverse

from projects.models import Partner
from tests.browser.axe import assert_accessible
from tests.factories.cities import make_city
from tests.factories.projects import PartnerFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_target_is_chosen_among_the_others_by_its_counts(page, sign_in):
    city = make_city("見本市")
    spelling = PartnerFactory(municipality=city.municipality, name="みどりの会（見本市）")
    sign_in(page, city.coordinator)
    page.goto(reverse("admin:projects_partner_merge", args=[spelling.pk]))
    page.click(".select2-selection")
    results = ".select2-results__option"
    page.wait_for_selector(f"{results}:has-text('年度の記録')")
    assert page.locator(results).all_inner_texts() == [
        "見本市みどりの会（年度の記録1件、協働事例0件）"
    ]
    page.click(results)
    assert_accessible(page)
    page.click("input[type=submit].default")
    page.wait_for_url(f"**{reverse('admin:projects_partner_change', args=[spelling.pk])}")
    assert Partner.objects.get(pk=spelling.pk).merged_into == city.partner
