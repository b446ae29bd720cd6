"""The guideline's parts as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.resource import Resource, each
from projects.guideline.columns import SECTION_COLUMNS
from projects.guideline.filters import GuidelineSectionFilter
from projects.guideline.rows import section_row

GUIDELINE_SECTIONS = Resource(
    name="guideline-sections",
    order=23,
    component="GuidelineSection",
    title=_("ガイドラインの部分"),
    description="公開中の協働のガイドラインの部分。章、形態の説明、心得、事例、Q&A、分野、用語です。",
    filterset=GuidelineSectionFilter,
    rows=each(section_row),
    columns=SECTION_COLUMNS,
)
