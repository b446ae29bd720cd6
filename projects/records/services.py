"""The one way to write projects and records, with what is decided only here.

Every function is keyword-only, atomic and ends in `publishing.funnel`; see there for the
errors: Stale, PermissionDenied, ValidationError.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years.names import fold_name
from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Municipality, User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.permissions import visible
from projects.partners.models import Partner
from projects.records.models.activity_field import ActivityField
from projects.records.models.form import CollaborationForm
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord

CODE_DIGITS = 5


def matching_projects(*, municipality: Municipality, name: str) -> list[Project]:
    """Return the municipality's projects that `name` may be another year of.

    Compared without 第n回, year and era, over present and former names. An uncertain match
    is a question to a person, never decided here.
    """
    wanted = fold_name(name)
    candidates = Project.objects.filter(municipality=municipality, merged_into__isnull=True)
    return [project for project in candidates.order_by("id") if wanted in project.matching_names]


def next_project_code(municipality: Municipality) -> str:
    """Return the code after the highest automatic one of a municipality: P00001, P00002 …"""
    highest = Project.objects.filter(
        municipality=municipality, code__regex=rf"^P[0-9]{{{CODE_DIGITS}}}$"
    ).aggregate(highest=Max("code"))["highest"]
    number = int(highest[1:]) + 1 if highest else 1
    return f"P{number:0{CODE_DIGITS}}"


@transaction.atomic
def save_project(
    project: Project,
    *,
    activity_fields: Sequence[ActivityField] | None = None,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write a continuing project; one without a code gets the next one."""
    if not project.code and project.municipality_id:
        project.code = next_project_code(project.municipality)
    relations = {} if activity_fields is None else {"activity_fields": list(activity_fields)}
    write = funnel.Write(by, channel, reason)
    return funnel.save(project, write=write, expected_version=expected_version, relations=relations)


@transaction.atomic
def save_record(
    record: ProjectRecord,
    *,
    forms: Sequence[CollaborationForm] | None = None,
    partners: Sequence[Partner] | None = None,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write a year's record with its forms and partners, in this order.

    What the city's wording leaves empty is filled from what was chosen: 所管部名, 関係団体名
    and 協働の形態 as the table would print them. In the admin, wording that only repeated the
    names follows when something else is chosen (see `wording`).
    """
    relations: dict[str, list[Any]] = {}
    if forms is not None:
        relations["forms"] = in_order(forms)
    if partners is not None:
        relations["partners"] = list(dict.fromkeys(partners))
    stored = funnel.read_stored(record, expected_version)
    fill_wording(record, relations, stored if channel is Channel.ADMIN else funnel.Stored(None))
    write = funnel.Write(by, channel, reason)
    return funnel.save(
        record, write=write, expected_version=expected_version, relations=relations, stored=stored
    )


def fill_wording(
    record: ProjectRecord, relations: dict[str, list[Any]], before: funnel.Stored
) -> None:
    """Fill empty texts of a record from what was chosen, and those that only repeat `before`."""
    if record.department_id:
        departments = [before.record.department] if before.record else []
        record.department_text = wording(
            record.department_text, before=departments, chosen=[record.department]
        )
    for name, text in (("partners", "partner_text"), ("forms", "form_text")):
        if name in relations:
            chosen_before = before.relations.get(name, [])
            if name == "forms":
                chosen_before = in_order(chosen_before)
            words = wording(getattr(record, text), before=chosen_before, chosen=relations[name])
            setattr(record, text, words)


def in_order(forms: Iterable[CollaborationForm]) -> list[CollaborationForm]:
    """Return each form once, in the municipality's order."""
    return sorted(set(forms), key=lambda form: (form.sort_order, form.pk))


def check_no_similar_project(*, municipality: Municipality, name: str, by: User) -> None:
    """Raise ValidationError listing the projects that `name` may be another year of.

    Of those that the user may not see only that there are some.
    """
    matching = [project.pk for project in matching_projects(municipality=municipality, name=name)]
    if not matching:
        return
    similar = list(visible(Project.objects.filter(pk__in=matching), access_of(by)).order_by("id"))
    if not similar:
        raise ValidationError(
            _(
                "同じ名前の事業を、ほかの部署が入力しています。取りまとめ担当に確かめてください。"
                "別の事業なら「新しい事業として登録する」に印を付けてください。"
            )
        )
    raise ValidationError(
        _(
            "同じ名前の事業がもうあります：%(names)s。続きの事業なら「続いている事業」で選んでください。"
            "別の事業なら「新しい事業として登録する」に印を付けてください。"
        )
        % {"names": "、".join(f"{project.name}（{project.code}）" for project in similar[:5])}
    )


@transaction.atomic
def start_project(
    *, municipality: Municipality, name: str, by: User, channel: Channel, confirmed: bool = False
) -> Project:
    """Return a new project of that name.

    Raises ValidationError listing projects of nearly the same name, unless `confirmed`
    says that a person has looked at them and it is another one.
    """
    if not confirmed:
        check_no_similar_project(municipality=municipality, name=name, by=by)
    project = Project(municipality=municipality, name=name)
    save_project(project, by=by, channel=channel, expected_version=None)
    return project


def wording(text: str, *, before: Iterable[Any], chosen: Iterable[Any]) -> str:
    """Return the words to keep for what is chosen now.

    text: the words as they stand; before, chosen: what was chosen before, and is now (things
    with a name). Empty words are filled with the names. Words that only repeat the names
    chosen before follow the choice, so that a page never names a partner that is no longer
    chosen; any other words are the city's own and stay.
    """
    return names(chosen) if not text or text == names(before) else text


def names(chosen: Iterable[Any]) -> str:
    """Return the names as a table would print them: みどりの課、市民活動推進課."""
    return "、".join(str(item.name) for item in chosen)
