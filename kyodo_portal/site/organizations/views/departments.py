"""部署: the tree of each municipality, and one department over its years."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import ConditionsView, UnreadableQuery
from kyodo_portal.listing.years import asked_year
from kyodo_portal.open_data.formats import FORMATS
from kyodo_portal.open_data.responses import requested_format, respond
from kyodo_portal.organizations.models import Department
from kyodo_portal.site.organizations.department_page import department_page
from kyodo_portal.site.organizations.department_tree import trees_shown
from kyodo_portal.site.organizations.filters import DepartmentFilter
from kyodo_portal.site.organizations.resources import departments_twin
from projects.records.resources.records import records_twin


class DepartmentList(ConditionsView):
    """The departments of every municipality, with the records of its latest year."""

    kind = _("部署")

    def answer(self, request):
        conditions = DepartmentFilter.of(request.GET)
        if not conditions.is_valid():
            raise UnreadableQuery(conditions.form)
        self.form = conditions.form
        if wanted := requested_format(request):
            return respond(wanted, departments_twin(request, conditions))
        context = {
            "trees": trees_shown(conditions),
            "conditions": conditions.data,
            "formats": FORMATS,
            "crumbs": [(_("部署"), "")],
        }
        return render(request, "site/organizations/departments.html", context)


class DepartmentDetail(ConditionsView):
    """One department in one of its years."""

    kind = _("部署")

    def answer(self, request, pk):
        department = get_object_or_404(Department.objects.for_detail(), pk=pk)
        page = department_page(department, asked_year(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, records_twin(request, page.conditions))
        context = {
            "page": page,
            "formats": FORMATS,
            "crumbs": [(_("部署"), reverse("departments:list")), (department.name, "")],
        }
        return render(request, "site/organizations/department.html", context)
