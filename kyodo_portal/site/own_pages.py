"""What the site itself brings to menu, footer and open data, beside the areas."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.navigation import Entry, FooterGroup, navigation
from kyodo_portal.open_data.catalogue import Download, catalogue
from kyodo_portal.site.organizations.resources import DEPARTMENTS, MUNICIPALITIES


def register() -> None:
    """Bring departments, open data and help; called once, when the site starts."""
    navigation.add(
        menu=[
            Entry(_("部署"), "departments:list", 80),
            Entry(_("オープンデータ"), "data", 90),
            Entry(_("使い方"), "help", 91),
        ],
        footer={
            FooterGroup.LEARN: [Entry(_("部署から"), "departments:list", 20)],
            FooterGroup.SITE: [
                Entry(_("オープンデータとAPI"), "data", 10),
                Entry(_("APIの説明"), "api-docs", 20),
                Entry(_("使い方"), "help", 30),
                Entry(_("アクセシビリティ方針"), "accessibility", 40),
            ],
        },
    )
    catalogue.add(
        downloads=[
            Download(
                _("部署の一覧"),
                _("市の組織を、登録した順に並べたものです。"),
                "departments:list",
            )
        ],
        tables=[DEPARTMENTS, MUNICIPALITIES],
    )
