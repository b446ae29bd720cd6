"""部署: the tree of each municipality, and one department over its years."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.filters import DepartmentFilter
from kyodo_portal.organizations.models import Department
from kyodo_portal.organizations.twins import departments_twin
from kyodo_portal.site.department_page import department_page
from kyodo_portal.site.department_tree import trees_shown
from kyodo_portal.spreadsheets.responses import requested_format, respond
from projects.twins import records_twin
from projects.views.files import FORMATS
from projects.views.project_page import asked_year
from projects.views.refusals import ConditionsView, UnreadableQuery


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
        return render(request, "site/departments.html", context)


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
        return render(request, "site/department.html", context)
