"""Which fiscal year is begun."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.years import WrittenFiscalYearField


class OpenYearForm(forms.Form):
    """The fiscal year whose sheets are made."""

    fiscal_year = WrittenFiscalYearField(
        label=_("始める年度"), help_text=_("例：R8、令和8年度、2026"), required=True
    )
