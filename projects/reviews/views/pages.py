"""協働のふりかえり: the list, and the page of one project's year."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.query_values import YEAR
from kyodo_portal.listing.views import FilteredView, withdrawn
from kyodo_portal.open_data.responses import requested_format, respond
from projects.records.models.project import Project
from projects.reviews.filters import ProjectReviewFilter
from projects.reviews.models.review import ProjectReview
from projects.reviews.resources import review_export, reviews_export
from projects.reviews.views.context import list_context, page_context


class ReviewList(FilteredView):
    """The published reviews under the conditions of the query."""

    heading = _("協働のふりかえり")
    filterset = ProjectReviewFilter
    parameters = ("page", "format")

    def respond(self, request):
        filterset = self.valid(ProjectReviewFilter.of(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, reviews_export(request, filterset))
        return render(request, "projects/reviews/list.html", list_context(request, filterset))


class ReviewDetail(FilteredView):
    """The two sides of one year, side by side."""

    heading = _("協働のふりかえり")
    parameters = ("format",)

    def respond(self, request, pk, fiscal_year):
        if not YEAR.fullmatch(fiscal_year):
            raise Http404
        wanted = requested_format(request)
        project = get_object_or_404(Project.objects.for_detail(), pk=pk)
        if project.merged_into_id and (target := Project.objects.merged_from(pk).first()):
            here = reverse("projects:review_detail", args=[target.pk, fiscal_year])
            return HttpResponsePermanentRedirect(here)
        known = ProjectReview.objects.known_to_public().of_year(project.pk, int(fiscal_year))
        review = get_object_or_404(known.for_list())
        if not review.is_published:
            return withdrawn(request, review)
        if wanted:
            return respond(wanted, review_export(request, review))
        return render(request, "projects/reviews/review.html", page_context(review))
