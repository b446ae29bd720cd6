import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories.organizations import OperatorFactory

pytestmark = pytest.mark.django_db


def test_no_name_of_a_relation_is_an_error(client):
    client.force_login(OperatorFactory())
    address = reverse("admin:autocomplete")
    answers = {
        client.get(
            address,
            {
                "app_label": model._meta.app_label,
                "model_name": model._meta.model_name,
                "field_name": field.name,
                "term": "",
            },
        ).status_code
        for model in admin.site._registry
        for field in model._meta.get_fields()
    }
    assert answers <= {200, 403, 404}
