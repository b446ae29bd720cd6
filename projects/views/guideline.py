"""協働のガイドライン: one page, to whose parts the other pages link."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from .guideline_page import asked_municipality, guideline_context
from .refusals import ConditionsView


class Guideline(ConditionsView):
    """The guideline of one municipality; of the first that has one, unless the query says."""

    kind = _("ガイドライン")

    def answer(self, request):
        context = guideline_context(asked_municipality(request.GET))
        return render(request, "projects/guideline.html", context)
