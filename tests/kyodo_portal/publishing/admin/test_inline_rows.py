"""What was typed into an inline row survives its deletion by somebody else."""

from django.http import QueryDict

from kyodo_portal.publishing.admin.inline_rows import rows_kept


def sent(**extra):
    """Return a posted formset: rows 7 and 8 exist on the page, one row is new."""
    data = QueryDict(mutable=True)
    values = {
        "title": "表",
        "links-TOTAL_FORMS": "3",
        "links-INITIAL_FORMS": "2",
        "links-0-id": "7",
        "links-0-text": "七",
        "links-1-id": "8",
        "links-1-text": "八",
        "links-2-id": "",
        "links-2-text": "新しい",
        **extra,
    }
    for name, value in values.items():
        data[name] = value
    data.setlist("links-0-tags", ["a", "b"])
    return data


def rows(data):
    """Return (id, text) of each row in order, and how many of them exist."""
    total = int(data["links-TOTAL_FORMS"])
    found = [(data[f"links-{n}-id"], data[f"links-{n}-text"]) for n in range(total)]
    return found, int(data["links-INITIAL_FORMS"])


def test_rows_that_are_all_there_stay_as_they_are():
    data = sent()
    kept = rows_kept(data, "links", "id", [7, 8])
    assert dict(kept.lists()) == dict(data.lists())


def test_row_that_is_gone_becomes_a_new_one_behind_those_that_exist():
    kept = rows_kept(sent(), "links", "id", [8])
    assert rows(kept) == ([("8", "八"), ("", "七"), ("", "新しい")], 1)
    assert kept.getlist("links-1-tags") == ["a", "b"]
    assert "links-0-tags" not in kept
    assert kept["title"] == "表"


def test_all_rows_gone():
    kept = rows_kept(sent(), "links", "id", [])
    assert rows(kept) == ([("", "七"), ("", "八"), ("", "新しい")], 0)


def test_counters_that_are_no_numbers_count_as_none():
    kept = rows_kept(sent(**{"links-TOTAL_FORMS": "x"}), "links", "id", [7])
    assert (kept["links-TOTAL_FORMS"], kept["links-INITIAL_FORMS"]) == ("x", "0")


def test_formset_of_another_name_is_left_alone():
    data = sent()
    data["links-extra-0-id"] = "9"
    assert rows_kept(data, "links", "id", [8])["links-extra-0-id"] == "9"


def test_number_that_is_too_long_to_be_read_counts_as_none():
    data = sent(**{"links-TOTAL_FORMS": "9" * 5000})
    kept = rows_kept(data, "links", "id", [7, 8])
    assert (kept["links-TOTAL_FORMS"], kept["links-INITIAL_FORMS"]) == ("9" * 5000, "0")
