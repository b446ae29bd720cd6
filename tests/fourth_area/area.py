"""What 補助金の交付 brings to the site."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.areas import AreaPages, ChangeSource, area_pages, counted_by_year
from kyodo_portal.listing.navigation import Entry, FooterGroup, navigation
from kyodo_portal.listing.panels import RelatedPanel, related_panels
from kyodo_portal.open_data.catalogue import Download, catalogue
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.areas import Area, areas
from kyodo_portal.staff.contributions import contributions
from tests.fourth_area import AREA
from tests.fourth_area.models import Subsidy
from tests.fourth_area.resources import SUBSIDIES

MOST_LINKS = 5


def register() -> None:
    """Bring everything; called once, when the site starts."""
    areas.register(Area(AREA, _("補助金の交付"), urls="tests.fourth_area.urls"))
    area_pages.append(
        AreaPages(
            area=AREA,
            description=_("市が団体などに交付した補助金です。"),
            unit=_("件"),
            more=_("補助金の一覧"),
            list_url_name="subsidies:list",
            counts=lambda: counted_by_year(Subsidy.objects.published()),
            changes=(
                ChangeSource(
                    Subsidy,
                    _("補助金"),
                    "subsidies:list",
                    "municipality",
                    str,
                    lambda subsidy: subsidy.get_absolute_url(),
                ),
            ),
        )
    )
    navigation.add(
        menu=[Entry(_("補助金"), "subsidies:list", 40)],
        footer={FooterGroup.FIND: [Entry(_("補助金"), "subsidies:list", 40)]},
    )
    catalogue.add(
        downloads=[
            Download(_("補助金の一覧"), _("1行が1つの補助金です。"), "subsidies:list"),
        ],
        tables=[SUBSIDIES],
    )
    contributions.add(daily=["subsidies.subsidy"])
    related_panels.register(Department, department_panel)
    related_panels.register(Municipality, municipality_panel)


def department_panel(department: Department) -> RelatedPanel | None:
    """Return the newest subsidies of a department."""
    return _panel(Subsidy.objects.published().filter(department=department))


def municipality_panel(municipality: Municipality) -> RelatedPanel | None:
    """Return the newest subsidies of a city."""
    return _panel(Subsidy.objects.published().filter(municipality=municipality))


def _panel(found: Any) -> RelatedPanel | None:
    newest = list(found.for_list()[:MOST_LINKS])
    links = [(one.name, one.get_absolute_url()) for one in newest]
    return RelatedPanel("subsidies", _("補助金"), links) if links else None
