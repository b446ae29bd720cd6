"""部署: the tree of each municipality, and one department over its years."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.tabs import asked_year
from kyodo_portal.listing.views import FilteredView
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.open_data.responses import requested_format, respond
from kyodo_portal.organizations.models import Department
from kyodo_portal.site.organizations.department_page import department_page
from kyodo_portal.site.organizations.department_tree import trees_shown
from kyodo_portal.site.organizations.filters import DepartmentFilter
from kyodo_portal.site.organizations.resources import DEPARTMENTS
from projects.records.resources.records import records_export


class DepartmentList(FilteredView):
    """The departments of every municipality, with the records of its latest year."""

    heading = _("部署")
    filterset = DepartmentFilter
    parameters = ("format",)

    def respond(self, request):
        filterset = self.valid(DepartmentFilter.of(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, DEPARTMENTS.export(request, filterset))
        context = {
            "trees": trees_shown(filterset),
            "conditions": filterset.data,
            "formats": LIST_FORMATS,
            "crumbs": [(_("部署"), "")],
        }
        return render(request, "site/organizations/departments.html", context)


class DepartmentDetail(FilteredView):
    """One department in one of its years."""

    heading = _("部署")
    parameters = ("fiscal_year", "format")

    def respond(self, request, pk):
        department = get_object_or_404(Department.objects.for_detail(), pk=pk)
        page = department_page(department, asked_year(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, records_export(request, page.filterset))
        context = {
            "page": page,
            "formats": LIST_FORMATS,
            "crumbs": [(_("部署"), reverse("departments:list")), (department.name, "")],
        }
        return render(request, "site/organizations/department.html", context)
