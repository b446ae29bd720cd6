"""Addresses of 協働事業, 協働事例 and 関係団体; other systems and bookmarks depend on them."""

from django.urls import path

from projects.cases.views.pages import CaseDetail, CaseGallery, project_by_its_sheet
from projects.guideline.views.page import Guideline
from projects.partners.views.pages import PartnerList
from projects.records.views.partner import PartnerDetail
from projects.records.views.project import ProjectDetail, ProjectList
from projects.records.views.summary import ProjectSummary
from projects.reviews.views.pages import ReviewDetail, ReviewList

app_name = "projects"
urlpatterns = [
    path("projects/", ProjectList.as_view(), name="list"),
    path("projects/summary/", ProjectSummary.as_view(), name="summary"),
    path("projects/reviews/", ReviewList.as_view(), name="review_list"),
    path(
        "projects/<int:pk>/",
        ProjectDetail.as_view(without_years=project_by_its_sheet),
        name="detail",
    ),
    path(
        "projects/<int:pk>/reviews/<slug:fiscal_year>/",
        ReviewDetail.as_view(),
        name="review_detail",
    ),
    path("guideline/", Guideline.as_view(), name="guideline"),
    path("cases/", CaseGallery.as_view(), name="case_list"),
    path("cases/<int:pk>/", CaseDetail.as_view(), name="case_detail"),
    path("partners/", PartnerList.as_view(), name="partner_list"),
    path("partners/<int:pk>/", PartnerDetail.as_view(), name="partner_detail"),
]
