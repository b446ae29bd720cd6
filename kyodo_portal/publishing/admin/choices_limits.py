"""What may be chosen in a form, and so what may be posted. The funnel's rules are behind it."""

from typing import Any

from django.db.models import Model, Q

from kyodo_portal.organizations.access import Access, access_of
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department, Membership, User
from kyodo_portal.publishing.admin.safe_keys import (
    SafeModelMultipleChoiceField,
    SeveralAutocomplete,
    SingleAutocomplete,
)
from kyodo_portal.publishing.permissions import visible_condition
from kyodo_portal.publishing.relations import relation_of
from kyodo_portal.publishing.versioned import Versioned

NOTHING = Q(pk__in=[])


def writable_municipalities(access: Access, model: type[Versioned]) -> frozenset[int]:
    """Return the ids of the municipalities in which the user writes records of a model."""
    return access.municipalities_with(model.add_roles | model.change_roles, model.area_code)


def choices_condition(access: Access, model: type[Versioned], related: type[Model]) -> Q:
    """Return which objects of `related` the user may choose in a record of `model`.

    Those of the municipalities in which the user writes, as far as the user sees them; an
    editor takes departments only from the own one downwards. People: who already has a
    membership there.
    """
    if access.is_operator:
        return Q()
    municipalities = writable_municipalities(access, model)
    if related is Department and model.is_publishable:
        coordinated = access.municipalities_with([Role.COORDINATOR], model.area_code)
        own = access.own_department_ids(model.area_code)
        return Q(pk__in=own) | Q(municipality_id__in=coordinated)
    if related is User:
        people = Membership.objects.filter(municipality_id__in=municipalities)
        return Q(pk__in=people.values("user_id"))
    if not issubclass(related, Versioned):
        return NOTHING
    of_municipality = Q(**{f"{related.municipality_lookup}__in": municipalities})
    return of_municipality & visible_condition(related, access)


def held_now(record: Any, name: str) -> Q:
    """Return what a record's field or relation holds now; asked with what limits the choices."""
    if record is None or record.pk is None:
        return NOTHING
    if relation_of(type(record), name):
        return Q(pk__in=getattr(record, name).values("pk"))
    value = getattr(record, f"{name}_id", None)
    return NOTHING if value is None else Q(pk=value)


class LimitedChoices:
    """The part of an admin that limits foreign keys, relations, own fields and autocomplete."""

    @property
    def record_model(self):
        """Return what the records are in whose forms the choices stand."""
        return self.model

    def limit_choices(self, request, field, queryset):
        """Return what may be chosen in `field`, the record's current value always among it."""
        access, record = access_of(request.user), getattr(request, "edited_record", None)
        condition = choices_condition(access, self.record_model, field.related_model)
        return queryset.filter(condition | held_now(record, field.name)) if condition else queryset

    def choice_words(self, _field, chosen):
        """Return how an autocomplete of `field` calls one of its choices."""
        return str(chosen)

    def _limited(self, db_field, request, kwargs):
        queryset = kwargs.get("queryset")
        if queryset is None:
            # Compared with None: the truth of a queryset would load the table.
            queryset = self.get_field_queryset(kwargs.get("using"), db_field, request)
        if queryset is None:
            queryset = db_field.remote_field.model._default_manager.all()
        return {**kwargs, "queryset": self.limit_choices(request, db_field, queryset)}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs = self._limited(db_field, request, kwargs)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SingleAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs = {
            "form_class": SafeModelMultipleChoiceField,
            **self._limited(db_field, request, kwargs),
        }
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SeveralAutocomplete(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
