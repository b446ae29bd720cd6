"""What each action of the table sends, and which word of the table its answer is.

An action that writes is sent as a whole, as if its page had been open to everybody: a form that
nobody was shown may be forged.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.http import urlencode

from kyodo_portal.publishing import deletion
from kyodo_portal.publishing.choices import Action as Step
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.versioned import Versioned
from tests.rights.visits import Visit, fields_of, sent_back
from tests.rights.world import brought

YES = "yes"
OK = 200
REASON = "書きまちがいを直すため。"


def always(word: str) -> Callable[[Visit, Any], str]:
    """Return what takes every answer for the same word."""
    return lambda _visit, _response: word


@dataclass(frozen=True)
class Action:
    """One action.

    page: the last part of its address's name. send: asks for it with a record's number. shown:
    the word of an answer that was not refused. writes: whether it changes something. has_key:
    whether the number of the record is sent, so that another may stand in its place. step: what
    the history calls it, "" where that is not one word.
    """

    page: str
    send: Callable[[Visit, Any], Any]
    shown: Callable[[Visit, Any], str] = field(default=always(YES))
    writes: bool = False
    has_key: bool = True
    step: str = ""


# --- Reading -----------------------------------------------------------------------------------


def get(page: str) -> Callable[[Visit, Any], Any]:
    """Return what opens a page of one record."""
    return lambda visit, key: visit.client.get(visit.address(page, key))


def open_list(visit: Visit, _key: Any) -> Any:
    return visit.client.get(visit.address("changelist"), {"all": ""})


def listed(visit: Visit, response: Any) -> str:
    """Whether the record stands in the list."""
    rows = response.context["cl"].result_list
    return YES if visit.key in [row.pk for row in rows] else "hidden"


def add_shown(_visit: Visit, response: Any) -> str:
    """Whether there is a form; some lead back with a message instead."""
    return YES if response.status_code == OK else "no"


def form_shown(visit: Visit, response: Any) -> str:
    """Whether the page of a record is a form to write, to ask with, or no form."""
    context = response.context
    may_save = b'name="_save"' in response.content or b'name="decision"' in response.content
    if not may_save:
        return "read"
    return "ask" if context.get("asks_for_correction") else "edit"


def history_shown(visit: Visit, response: Any) -> str:
    """Whether the page tells all that was ever written of the record."""
    if "entries" not in response.context:
        return "all"  # accounts have the stock page
    known = Change.objects.of(visit.record).count()
    return "all" if len(response.context["entries"]) == known else "part"


def grid_shown(_visit: Visit, response: Any) -> str:
    return "edit" if response.context["is_editable"] else "read"


def looked_up(visit: Visit, response: Any) -> str:
    """Whether the record is among what may be chosen."""
    found = [row["id"] for row in response.json()["results"]]
    return YES if str(visit.key) in found else "hidden"


def look_up(visit: Visit, _key: Any) -> Any:
    """Look through the offered objects, page after page, until the record is found."""
    app, model, name = visit.specimen.looked_up.split(".")
    asked = {"app_label": app, "model_name": model, "field_name": name, "term": ""}
    for page in count(1):
        response = visit.client.get(reverse("admin:autocomplete"), {**asked, "page": page})
        is_last = response.status_code != OK or not response.json()["pagination"]["more"]
        if is_last or looked_up(visit, response) == YES:
            return response
    raise AssertionError


def shortcut(visit: Visit, key: Any) -> Any:
    kind = ContentType.objects.get_for_model(visit.model)
    return visit.client.get(reverse("admin:view_on_site", args=[kind.pk, key]))


def short_address(visit: Visit, key: Any) -> Any:
    return visit.client.get(f"{visit.address('changelist')}{key}/")


# --- Writing -----------------------------------------------------------------------------------


def whole_form(visit: Visit) -> dict[str, Any]:
    """Return the form of a record as the operator is shown it, to be sent by everybody."""
    name = ("form", visit.cell.record, visit.cell.state)
    if name not in visit.world.forms:
        visit.world.forms[name] = shown_form(visit, visit.address("change", visit.key))
    return {**visit.world.forms[name], "expected_version": visit.version}


def shown_form(visit: Visit, address: str) -> dict[str, Any]:
    """Return the form at an address, empty where there is none even for the operator."""
    page = visit.world.operator.get(address)
    return sent_back(page) if page.status_code == OK and "adminform" in page.context else {}


def save(visit: Visit, key: Any) -> Any:
    change = visit.typed if "save" in visit.specimen.typed else visit.specimen.change
    data = {**whole_form(visit), "reason": REASON, **change}
    return visit.client.post(visit.address("change", key), data)


def add_address(visit: Visit) -> str:
    return f"{visit.address('add')}?{urlencode(visit.query)}"


def open_add(visit: Visit, _key: Any) -> Any:
    return visit.client.get(add_address(visit))


def add(visit: Visit, _key: Any) -> Any:
    address = add_address(visit)
    return visit.client.post(address, {**shown_form(visit, address), **visit.new})


def delete(visit: Visit, key: Any) -> Any:
    own = deletion.own_records(visit.record) if isinstance(visit.record, Versioned) else []
    going_along = deletion.mark_of(own)
    data = {"post": "yes", "expected_version": visit.version, "seen": going_along}
    return visit.client.post(visit.address("delete", key), data)


def step_data(visit: Visit, key: Any) -> dict[str, Any]:
    return {"confirmed": "1", f"version_{key}": visit.version, "comment": REASON}


def take_step(step: Step, visit: Visit, key: Any) -> Any:
    return visit.client.post(visit.address("step", key, step.value), step_data(visit, key))


def take_step_in_list(step: Step, visit: Visit, key: Any) -> Any:
    marked = {"action": step.value, "index": "0", ACTION_CHECKBOX_NAME: key}
    return visit.client.post(visit.address("changelist"), {**marked, **step_data(visit, key)})


def post(page: str) -> Callable[[Visit, Any], Any]:
    """Return what sends to a page of one record what the specimen says is typed there."""
    return lambda visit, key: visit.client.post(visit.address(page, key), visit.typed)


def save_grid(page: str) -> Callable[[Visit, Any], Any]:
    """Return what sends a grid as the operator is shown it, its first row being changed."""

    def send(visit: Visit, key: Any) -> Any:
        name = ("grid", visit.cell.record, visit.cell.state)
        if name not in visit.world.forms:
            grid = visit.world.operator.get(visit.address(page, visit.key)).context["grid"]
            form = grid.rows[0].form
            visit.world.forms[name] = (form.prefix, fields_of(form))
        prefix, shown = visit.world.forms[name]
        changed = {f"{prefix}-{field}": text for field, text in visit.typed.items()}
        return visit.client.post(visit.address(page, key), {**shown, **changed, "reason": REASON})

    return send


def step_actions() -> dict[str, Action]:
    """Return each step by itself, and as an action of the list."""
    found = {}
    for step in (Step.SUBMIT, Step.TAKE_BACK, Step.RETURN, Step.PUBLISH, Step.WITHDRAW):
        name = step.value.replace("_", " ")
        found[name] = Action("step", partial(take_step, step), writes=True, step=step)
        found[f"bulk {name}"] = Action(
            "changelist", partial(take_step_in_list, step), writes=True, step=step
        )
    return found


ACTIONS: dict[str, Action] = {
    "list": Action("changelist", open_list, listed, has_key=False),
    "page": Action("change", get("change"), form_shown),
    "save": Action("change", save, writes=True, step=Step.UPDATE),
    "add form": Action("add", open_add, add_shown, has_key=False),
    "add": Action("add", add, writes=True, has_key=False, step=Step.CREATE),
    "delete form": Action("delete", get("delete")),
    "delete": Action("delete", delete, writes=True, step=Step.DELETE),
    "history": Action("history", get("history"), history_shown),
    "short address": Action("<path:object_id>/", short_address),
    "look up": Action("autocomplete", look_up, looked_up, has_key=False),
    "shortcut": Action("view_on_site", shortcut),
    **step_actions(),
}


def actions() -> dict[str, Action]:
    """Return all actions by name, with those that the `rights.py` beside the tables bring."""
    return {**ACTIONS, **brought("ACTIONS")}
