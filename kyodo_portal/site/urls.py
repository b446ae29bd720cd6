"""Addresses of the site's own pages. Numbers end where the database's integers do."""

from django.urls import include, path, re_path

from kyodo_portal.site.organizations.views import departments, municipalities
from kyodo_portal.site.views import files, home, open_data
from kyodo_portal.site.views import help as help_pages

departments_urls = (
    [
        path("", departments.DepartmentList.as_view(), name="list"),
        re_path(
            r"^(?P<pk>[1-9][0-9]{0,17})/$", departments.DepartmentDetail.as_view(), name="detail"
        ),
    ],
    "departments",
)
municipalities_urls = (
    [re_path(r"^(?P<code>[0-9]{6})/$", municipalities.MunicipalityDetail.as_view(), name="detail")],
    "municipalities",
)

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("departments/", include(departments_urls)),
    path("municipalities/", include(municipalities_urls)),
    path("data/", open_data.OpenData.as_view(), name="data"),
    path("help/", help_pages.Help.as_view(), name="help"),
    path("accessibility/", help_pages.Accessibility.as_view(), name="accessibility"),
    path("robots.txt", files.robots, name="robots"),
    path("favicon.ico", files.favicon, name="favicon"),
]
