"""Links of pledges: between two of one municipality, each once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pledges.models import PolicyLink, ProjectLink
from tests.factories.pledge_sets import PledgeItemFactory
from tests.factories.policies import MeasureFactory, PlanFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
KINDS = [
    (PolicyLink, "plan_item", "施策は、同じ自治体のものから選んでください。"),
    (ProjectLink, "project", "協働事業は、同じ自治体のものから選んでください。"),
]


def refusal(record):
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    return caught.value.message_dict


def target_of(name, **values):
    """Return a new 施策 or project, of a municipality of its own unless given."""
    if name == "project":
        return ProjectFactory(name="花いっぱい運動", **values)
    return MeasureFactory(in_plan=PlanFactory(**values), text="花壇を広げます。")


@pytest.mark.parametrize(("model", "name", "message"), KINDS)
def test_link_to_another_city_is_refused_beside_its_field(model, name, message):
    link = model(item=PledgeItemFactory(), **{name: target_of(name)})
    assert refusal(link) == {name: [message]}


@pytest.mark.parametrize(("model", "name", "_message"), KINDS)
def test_link_within_a_city_is_accepted_and_named_by_both(model, name, _message):
    item = PledgeItemFactory(title="花のまち")
    target = target_of(name, municipality=item.pledge_set.municipality)
    link = model(item=item, **{name: target})
    link.full_clean()
    assert str(link) == f"1 花のまち ― {target}"


@pytest.mark.parametrize(("model", "name", "_message"), KINDS)
def test_second_link_is_refused_in_words_and_by_the_database(model, name, _message):
    item = PledgeItemFactory()
    target = target_of(name, municipality=item.pledge_set.municipality)
    model.objects.create(item=item, **{name: target})
    again = model(item=item, **{name: target})
    assert refusal(again) == {"__all__": ["この関連はもう登録されています。"]}
    with pytest.raises(IntegrityError):
        again.save()


@pytest.mark.parametrize(("model", "name", "_message"), KINDS)
def test_empty_link_is_refused_without_an_error_of_the_code(model, name, _message):
    assert refusal(model()).keys() == {"item", name}
    assert refusal(model(item=PledgeItemFactory())).keys() == {name}
    assert refusal(model(**{name: target_of(name)})).keys() == {"item"}
