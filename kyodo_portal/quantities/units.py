"""Figures with their units and labels, joined as each language joins them (14件, 14 records)."""

from django.utils.translation import gettext as _


def with_unit(number: object, unit: object) -> str:
    """Return a figure, already as shown, with its unit."""
    return _("%(number)s%(unit)s") % {"number": number, "unit": unit}


def labelled(label: object, figure: object) -> str:
    """Return a label and its figure as parts of a running description."""
    return _("%(label)s%(figure)s") % {"label": label, "figure": figure}
