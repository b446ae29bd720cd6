import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import include, path, resolve
from django.utils import translation

from kyodo_portal.site.context_processors import site, site_of


def page(request):
    return HttpResponse()


projects = (
    [
        path("", page, name="list"),
        path("summary/", page, name="summary"),
        path("cases/", page, name="case_list"),
        path("guideline/", page, name="guideline"),
        path("partners/", page, name="partner_list"),
    ],
    "projects",
)
policies = ([path("", page, name="tree"), path("summary/", page, name="summary")], "policies")
pledges = ([path("", page, name="list")], "pledges")
urlpatterns = [
    path("api/v1/docs/", page, name="api-docs"),
    *i18n_patterns(
        path("", page, name="home"),
        path("projects/", include(projects)),
        path("policies/", include(policies)),
        path("pledges/", include(pledges)),
        path("departments/", include(([path("", page, name="list")], "departments"))),
        path("data/", page, name="data"),
        path("help/", page, name="help"),
        path("accessibility/", page, name="accessibility"),
        prefix_default_language=False,
    ),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _in_japanese():
    with translation.override("ja"):
        yield


def current(found):
    return [str(link.label) for link in found.navigation if link.is_current]


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/projects/", ["協働事業"]),
        ("/projects/5/", ["協働事業"]),
        ("/projects/summary/", ["集計"]),
        ("/departments/1/", ["部署"]),
        ("/", []),
        ("/accessibility/", []),
    ],
)
def test_site_marks_the_entry_the_page_lies_under(rf, address, label):
    assert current(site(rf.get(address))["site"]) == label


def test_site_links_keep_the_language(rf):
    with translation.override("en"):
        found = site_of(rf.get("/en/projects/"))
    assert found.search_url == "/en/projects/"
    assert [link.url for link in found.navigation if link.is_current] == ["/en/projects/"]


def test_site_languages_lead_to_the_same_page(rf):
    request = rf.get("/projects/?sort=name&q=a&page=")
    request.resolver_match = resolve("/projects/")
    found = site_of(request)
    assert [(link.lang, link.url, link.is_current) for link in found.languages] == [
        ("ja", "/projects/?q=a&sort=name", True),
        ("en", "/en/projects/?q=a&sort=name", False),
        ("ja", "/easy/projects/?q=a&sort=name", False),
    ]


def test_site_language_address_is_quoted(rf):
    request = rf.get("/projects/")
    request.path_info = '/">#?/'
    assert site_of(request).languages[0].url == "/%22%3E%23%3F/"


def test_site_is_a_sample_until_it_has_an_official_name(settings):
    settings.SITE_OFFICIAL_NAME = ""
    sample = site_of(None)
    settings.SITE_OFFICIAL_NAME = "苫小牧市 協働ポータル"
    official = site_of(None)
    assert (str(sample.name), sample.is_sample) == ("協働ポータル", True)
    assert (official.name, official.is_sample) == ("苫小牧市 協働ポータル", False)


@pytest.mark.parametrize("name", ["400", "403", "404", "410", "500", "503"])
def test_error_page_without_context_says_that_it_is_a_sample(settings, name):
    settings.SITE_OFFICIAL_NAME = ""
    text = render_to_string(f"{name}.html")
    assert text.count("公式サイトではありません") == 2
    assert '<meta name="robots" content="noindex">' in text
    assert text.count("<h1") == 1


def test_error_page_of_an_official_site_is_no_sample(settings):
    settings.SITE_OFFICIAL_NAME = "苫小牧市 協働ポータル"
    text = render_to_string("404.html")
    assert "公式サイトではありません" not in text
    assert "noindex" not in text
