"""協働のガイドライン: one page, to whose parts the other pages link."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import FilteredView
from projects.guideline.views.context import asked_municipality, guideline_context
from projects.guideline.views.search import asked_words


class Guideline(FilteredView):
    """The guideline of one municipality; of the first that has one, unless the query says."""

    heading = _("ガイドライン")
    parameters = ("municipality", "q")

    def respond(self, request):
        words = asked_words(request.GET)
        context = guideline_context(asked_municipality(request.GET), words)
        return render(request, "projects/guideline/page.html", context)
