"""Filters of staff's lists, each limited to what the user may see."""

from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year_in_both
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import State

LONGEST_ID = 18


class IdFilter(admin.SimpleListFilter):
    """By what a row is linked to; a value that is no number sends back to the whole list.

    lookup: from a row to the id. related: returns all that may be linked to, of which those
    are offered that a row has which the user may see.
    """

    lookup: str
    related: Any
    label_of: Any = attrgetter("name")

    def number(self):
        if self.value() is None:
            return None
        # Where the list counts its filters, the value is that of a choice: a number already.
        value = str(self.value())
        if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_ID):
            raise IncorrectLookupParameters
        return int(value)

    def lookups(self, request, model_admin):
        ids = model_admin.get_queryset(request).order_by().values(self.lookup)
        return [(one.pk, self.label_of(one)) for one in self.related().filter(pk__in=ids)]

    def queryset(self, request, queryset):
        number = self.number()
        return queryset if number is None else queryset.filter(**{self.lookup: number})


class FiscalYearFilter(IdFilter):
    """年度."""

    title = _("年度")
    parameter_name = "fiscal_year"
    lookup = "fiscal_year"

    def lookups(self, request, model_admin):
        years = model_admin.get_queryset(request).order_by(f"-{self.lookup}")
        found = years.values_list(self.lookup, flat=True).distinct()
        return [(year, format_fiscal_year_in_both(year)) for year in found]


class DepartmentFilter(IdFilter):
    """所管部: exactly this one, so that the counts of the first page and the list agree."""

    title = _("所管部")
    parameter_name = "department"
    lookup = "department"
    related = staticmethod(Department.objects.for_list)


class StateFilter(admin.SimpleListFilter):
    """状態."""

    title = _("状態")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in State.values:
            raise IncorrectLookupParameters
        return queryset.filter(state=self.value())
