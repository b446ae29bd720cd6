import pytest
from django.core.checks import run_checks

from kyodo_portal.site.checks import check_site_url


@pytest.mark.parametrize(("url", "warned"), [("", ["site.W001"]), ("https://a.example.jp", [])])
def test_deployment_without_its_own_address_is_warned_of(settings, url, warned):
    settings.SITE_URL = url
    assert [message.id for message in check_site_url()] == warned


def test_only_a_deployment_is_warned(settings):
    settings.SITE_URL = ""
    usual, deployed = run_checks(), run_checks(include_deployment_checks=True)
    assert ["site.W001" in [one.id for one in found] for found in (usual, deployed)] == [
        False,
        True,
    ]
