"""Many writes of one transaction, after which search and data version follow once."""

import pytest

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.after_write import batched
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.read_model.models import SearchRow
from projects.models import Partner
from tests.factories.projects import PartnerFactory, published_record


def add(city, name):
    """Write a new partner through the funnel and return it."""
    partner = Partner(municipality=city.municipality, name=name, kind="group")
    funnel.save(
        partner, write=funnel.Write(city.coordinator, Channel.FIXTURE), expected_version=None
    )
    return partner


def rename(city, partner, name):
    """Write a partner's new name through the funnel."""
    partner.name = name
    funnel.save(
        partner,
        write=funnel.Write(city.coordinator, Channel.FIXTURE),
        expected_version=partner.version,
    )


def folded(record):
    """Return what a record is found by."""
    row = SearchRow.objects.get(kind=record._meta.label_lower, object_id=record.pk)
    return row.folded


def test_each_write_keeps_its_change_and_the_version_rises_once(city):
    before = Change.objects.count(), DataVersion.current()
    with batched():
        added = [add(city, name) for name in ("甲の会", "乙の会", "丙の会")]
        assert DataVersion.current() == before[1]
    assert (Change.objects.count(), DataVersion.current()) == (before[0] + 3, before[1] + 1)
    assert [folded(partner) for partner in added] == ["甲の会", "乙の会", "丙の会"]


def test_search_holds_the_last_words_also_of_what_quotes_them(city):
    partner = PartnerFactory(municipality=city.municipality, name="はじめの会")
    record = published_record(department=city.department, partners=[partner])
    with batched():
        rename(city, partner, "つぎの会")
        rename(city, partner, "おわりの会")
    assert folded(partner) == "おわりの会"
    assert ("おわりの会" in folded(record), "つぎの会" in folded(record)) == (True, False)


def test_what_is_deleted_again_leaves_no_search_row(city):
    with batched():
        partner = add(city, "消える会")
        number = partner.pk
        funnel.delete(
            partner, write=funnel.Write(city.coordinator, Channel.FIXTURE), expected_version=1
        )
    assert not SearchRow.objects.filter(kind="projects.partner", object_id=number).exists()


def test_blocks_within_a_block_follow_with_the_outer_one(city):
    version = DataVersion.current()
    with batched():
        with batched():
            inner = add(city, "内の会")
        assert not SearchRow.objects.filter(kind="projects.partner", object_id=inner.pk).exists()
    assert (folded(inner), DataVersion.current()) == ("内の会", version + 1)


def failing(city):
    """Write within a block that fails."""
    with batched():
        add(city, "残らない会")
        raise ValueError("stopped half-way")


def test_block_that_fails_writes_nothing_and_the_next_write_follows_at_once(city):
    before = Change.objects.count(), SearchRow.objects.count(), DataVersion.current()
    with pytest.raises(ValueError, match="stopped half-way"):
        failing(city)
    assert (Change.objects.count(), SearchRow.objects.count(), DataVersion.current()) == before
    assert folded(add(city, "次の会")) == "次の会"
