"""When a case began, in words: from the fiscal year, or from what the sheet says of it."""

from django.utils.translation import gettext as _

from .project_years import year_words


def start_words(year: int | None, era: str, text: str) -> str:
    """平成9年度から; of an era without its year, 平成から（年の記載なし）; "" for nothing at all."""
    if year is not None:
        return _("%(year)sから") % {"year": year_words(year)[0]}
    if era:
        return _("%(era)sから（年の記載なし）") % {"era": era}
    return text
