"""All models whose records the funnel writes: whatever derives from `Versioned`, in any app."""

from collections.abc import Iterable

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, FieldError, ImproperlyConfigured

from kyodo_portal.publishing.parents import NoParent, parents_of
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.versioned import Versioned


def record_models() -> list[type[Versioned]]:
    """Return the models whose records the funnel writes, in the order of the installed apps."""
    return [model for model in apps.get_models() if issubclass(model, Versioned)]


def publishable_models() -> list[type[Publishable]]:
    """Return the models whose records have a state of their own."""
    return [model for model in record_models() if issubclass(model, Publishable)]


def model_of(label: str) -> type[Versioned]:
    """Return the model that Change.kind or SearchRow.kind names."""
    return next(model for model in record_models() if model._meta.label_lower == label)


def check_facts(models: Iterable[type[Versioned]]) -> None:
    """Raise ImproperlyConfigured, with every reason, where a model lacks facts of its own.

    The site does not start then: nobody knows who may write such a record.
    """
    if missing := [sentence for model in models for sentence in missing_facts(model)]:
        raise ImproperlyConfigured(" ".join(missing))


def missing_facts(model: type[Versioned]) -> list[str]:
    """Return a sentence for each fact that a model does not say, or that leads nowhere."""
    label = model._meta.label
    missing = []
    if getattr(model, "area_code", None) is None:
        missing.append(
            f"{label} does not say its area_code: the code of its area, or '' where members of"
            " any area write it."
        )
    lookups = [
        name for name in ("municipality_lookup", "department_lookup") if hasattr(model, name)
    ]
    for name in lookups:
        lookup = getattr(model, name)
        try:
            model._base_manager.filter(**{lookup: None})
        except FieldError:
            missing.append(f"{label} has no {lookup!r}, which its {name} says it has.")
    for relation in model.relations:
        try:
            model._meta.get_field(relation.name)
        except FieldDoesNotExist:
            missing.append(f"{label} has no {relation.name!r}, which its relations name.")
    for own in model.own_records:
        try:
            apps.get_model(own.model)._base_manager.filter(**{own.lookup: None})
        except (LookupError, FieldError):
            missing.append(f"{label} has no {own.model!r}, which its own_records name.")
    return missing + missing_parents(model)


def missing_parents(model: type[Versioned]) -> list[str]:
    """Return a sentence where nobody knows from what records of a model take who sees them."""
    label, declared = model._meta.label, getattr(model, "parent_publishable", None)
    if isinstance(declared, NoParent):
        flag_is_there = declared.flag in {"", *(field.name for field in model._meta.fields)}
        wrong = [] if flag_is_there else [f"{label} has no {declared.flag!r}, its NoParent's flag."]
        return wrong if declared.reason else [*wrong, f"{label} does not say why it has no parent."]
    if not (declared or issubclass(model, Publishable)):
        says = "the look-ups to what it hangs on, or NoParent with the reason."
        return [f"{label} has no state and does not say its parent_publishable: {says}"]
    try:
        reached = parents_of(model)
    except (FieldDoesNotExist, AttributeError):
        return [f"{label} has no way {declared!r}, which its parent_publishable says it has."]
    return [
        f"{label} hangs on what is no record: {parent.lookup!r} in its parent_publishable."
        for parent in reached
        if not issubclass(parent.model, Publishable if parent.is_many else Versioned)
    ]
