"""Partners in their order, forms with their definitions."""

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField

from kyodo_portal.staff.fields.choices import (
    DescribedCheckboxes,
    OrderedAutocomplete,
    OrderedChoiceField,
)
from projects.models import CollaborationForm, Partner, ProjectRecord
from tests.factories.projects import CollaborationFormFactory, PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners():
    return [PartnerFactory(name=name) for name in ("あさひの会", "いずみの会", "うみの会")]


def test_partners_keep_the_order_in_which_they_were_chosen(partners):
    field = OrderedChoiceField(queryset=Partner.objects.order_by("name"))
    first, second, third = partners
    chosen = field.clean([str(third.pk), str(first.pk), str(second.pk)])
    assert chosen == [third, first, second]


def test_no_partner_is_an_empty_list():
    field = OrderedChoiceField(queryset=Partner.objects.all(), required=False)
    assert field.clean([]) == []


@pytest.mark.parametrize("value", ["9", "x", "9" * 30, "\0"])
def test_partner_that_may_not_be_chosen_is_refused(partners, value):
    field = OrderedChoiceField(queryset=Partner.objects.filter(pk=partners[0].pk))
    with pytest.raises(ValidationError):
        field.clean([value])


def test_another_order_is_a_change(partners):
    field = OrderedChoiceField(queryset=Partner.objects.all())
    first, second, _third = (str(partner.pk) for partner in partners)
    assert field.has_changed([first, second], [second, first])
    assert not field.has_changed([first, second], [first, second])
    assert not field.has_changed(None, None)


def test_autocomplete_shows_what_is_chosen_in_its_order(partners):
    widget = OrderedAutocomplete(ProjectRecord._meta.get_field("partners"), admin.site)
    field = OrderedChoiceField(queryset=Partner.objects.order_by("name"), widget=widget)
    keys = [str(partner.pk) for partner in reversed(partners)]
    [(_label, options, _index)] = field.widget.optgroups("partner_list", keys)
    assert [option["label"] for option in options] == ["うみの会", "いずみの会", "あさひの会"]


def render_forms() -> str:
    field = ModelMultipleChoiceField(CollaborationForm.objects.all(), widget=DescribedCheckboxes)
    return field.widget.render("forms", [], {"id": "id_forms"})


def test_form_is_described_by_its_definition():
    CollaborationFormFactory(name="共催", definition="<b>ともに</b>行う形態です。")
    html = render_forms()
    assert 'aria-describedby="id_forms_0_definition"' in html
    assert "&lt;b&gt;ともに&lt;/b&gt;行う形態です。" in html


def test_form_without_a_definition_is_described_by_nothing():
    CollaborationFormFactory(name="共催")
    html = render_forms()
    assert "aria-describedby" not in html
    assert "説明を読む" not in html


def test_city_without_forms_says_whom_to_ask():
    assert "取りまとめ担当に聞いてください" in render_forms()
