"""What goes with a record that is deleted, and what keeps it from being deleted.

A model names in `own_records` (see `versioned.py`) the records that stand on one of its alone.
They go with it as long as none of them was ever submitted or public. Whatever else stands on
any of them keeps all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import Access
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.relations import ChildRows
from kyodo_portal.publishing.versioned import Versioned

# So many of the records that stand in the way are named, the others counted.
MOST_NAMES = 3
Numbers = Mapping[type[models.Model], set[int]]


def own_records(record: Any) -> list[Any]:
    """Return the records that go with one, in the order in which they can be deleted."""
    return [one for own in record.own_records for one in own.of(record)]


def mark_of(own: Iterable[Any]) -> str:
    """Return what stands for records in the versions that were seen, "" for none."""
    seen = sorted((one._meta.label_lower, one.pk, one.version) for one in own)
    return sha256(repr(seen).encode()).hexdigest() if seen else ""


def counts_of(record: Any, own: Iterable[Any]) -> dict[str, int]:
    """Return how many of each kind go with a record, their own rows among them, by its words."""
    counts = Counter(str(one._meta.verbose_name) for one in own)
    for model, pks in _numbers([record, *own]).items():
        relations = getattr(model, "relations", ())
        for rows in (one for one in relations if isinstance(one, ChildRows)):
            found = rows.model._base_manager.filter(**{f"{rows.parent}__in": pks})
            counts[str(rows.model._meta.verbose_name)] += found.count()
    return {kind: count for kind, count in counts.items() if count}


def obstacles(record: Any, own: Sequence[Any], access: Access) -> list[str]:
    """Return a sentence for each kind of record that keeps these from being deleted.

    Named is what the user may see, in a fixed number of queries; all others are only counted.
    """
    kept = _numbers(one for one in own if one.was_ever_public())
    needing = needing_records([record, *own])
    return [
        *_sentences(
            kept,
            access,
            _("提出または公開したことのある%(records)sがいっしょに消えるので、削除できません。"),
        ),
        *_sentences(
            needing,
            access,
            _(
                "%(records)sがこの記録を使っているので、削除できません。先にそちらを直してください。"
            ),
        ),
    ]


def needing_records(records: Iterable[Any]) -> Numbers:
    """Return the numbers of all other records, by model, that cannot be without these."""
    going = _numbers(records)
    found: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, pks in going.items():
        for relation in _protecting(model):
            rows = relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": pks}
            )
            others = set(rows.values_list("pk", flat=True)) - going.get(
                relation.related_model, set()
            )
            if others:
                found[relation.related_model] |= others
    return found


def _protecting(model: type[models.Model]) -> list[Any]:
    """Return the relations by which others name a model's records and keep them."""
    fields: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    return [
        field
        for field in fields
        if field.auto_created and (field.one_to_many or field.one_to_one)
        # Hidden ones lead to the rows of a plain many-to-many, which nothing keeps.
        if getattr(field, "on_delete", None) is models.PROTECT
    ]


def _numbers(records: Iterable[Any]) -> dict[type[models.Model], set[int]]:
    numbers: dict[type[models.Model], set[int]] = defaultdict(set)
    for record in records:
        numbers[type(record)].add(record.pk)
    return dict(numbers)


def _sentences(numbers: Numbers, access: Access, sentence: str) -> list[str]:
    return [sentence % {"records": _words(model, pks, access)} for model, pks in numbers.items()]


def _words(model: type[models.Model], pks: set[int], access: Access) -> str:
    """Return 評価表2件（「1110101 …」「1110102 …」）; without names where none may be seen."""
    words = _("%(kind)s%(count)s件") % {"kind": model._meta.verbose_name, "count": len(pks)}
    if not issubclass(model, Versioned):
        return words
    seen = permissions.visible(model._base_manager.filter(pk__in=pks), access)
    keys = [field.name for field in model._meta.concrete_fields if field.is_relation]
    found = seen.select_related(*keys).order_by("pk")[:MOST_NAMES]
    names = "".join(f"「{one}」" for one in found)
    return f"{words}（{names}）" if names else words
