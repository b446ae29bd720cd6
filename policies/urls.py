"""Addresses of 施策評価; other systems and bookmarks depend on them."""

from django.urls import path

from policies.sheets.views.item import PolicyItem
from policies.sheets.views.summary import PolicySummary
from policies.sheets.views.tree import PolicyTree

app_name = "policies"
urlpatterns = [
    path("policies/", PolicyTree.as_view(), name="tree"),
    path("policies/summary/", PolicySummary.as_view(), name="summary"),
    path("policies/<slug:plan>/<str:code>/", PolicyItem.as_view(), name="item"),
]
