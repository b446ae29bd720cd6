"""Addresses of 市長公約; other systems and bookmarks depend on them."""

from django.urls import path

from pledges.reports.views.compare import ReportComparison
from pledges.reports.views.item import PledgeItemDetail
from pledges.reports.views.summary import PledgeSetList, PledgeSummary

app_name = "pledges"
urlpatterns = [
    path("pledges/", PledgeSetList.as_view(), name="list"),
    path("pledges/<slug:pledge_set>/", PledgeSummary.as_view(), name="set"),
    path("pledges/<slug:pledge_set>/compare/", ReportComparison.as_view(), name="compare"),
    path("pledges/<slug:pledge_set>/<slug:path>/", PledgeItemDetail.as_view(), name="item"),
]
