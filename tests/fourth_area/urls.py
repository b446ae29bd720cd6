"""Addresses of 補助金."""

from django.urls import path

from tests.fourth_area.views import SubsidyDetail, SubsidyList

app_name = "subsidies"
urlpatterns = [
    path("subsidies/", SubsidyList.as_view(), name="list"),
    path("subsidies/<int:pk>/", SubsidyDetail.as_view(), name="detail"),
]
