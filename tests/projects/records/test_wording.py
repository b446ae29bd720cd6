"""Words that staff did not write: they name what is chosen."""

from types import SimpleNamespace

import pytest

from projects.records.services import wording

FLOWERS, TOWN = SimpleNamespace(name="花の会"), SimpleNamespace(name="町内会")


@pytest.mark.parametrize(
    ("text", "before", "chosen", "expected"),
    [
        ("", [], [FLOWERS, TOWN], "花の会、町内会"),
        ("花の会", [FLOWERS], [TOWN], "町内会"),
        ("花の会", [FLOWERS], [], ""),
        ("花の会ほか", [FLOWERS], [TOWN], "花の会ほか"),
        ("花の会", [], [TOWN], "花の会"),
    ],
)
def test_wording_follows_a_choice_only_where_it_repeated_it(text, before, chosen, expected):
    assert wording(text, before=before, chosen=chosen) == expected
