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
from kyodo_portal.publishing.registry import RecordType, registry

NOTHING = Q(pk__in=[])


def writable_municipalities(access: Access, record_type: RecordType) -> frozenset[int]:
    """Return the ids of the municipalities in which the user writes records of a kind."""
    return access.municipalities_with(
        record_type.add_roles | record_type.change_roles, record_type.area
    )


def choices_condition(access: Access, record_type: RecordType, related: type[Model]) -> Q:
    """Return which objects of `related` the user may choose in a record of `kind`.

    Those of the municipalities in which the user writes; an editor takes departments only
    from the own one downwards. People: who already has a membership there.
    """
    if access.is_operator:
        return Q()
    municipalities = writable_municipalities(access, record_type)
    if related is Department and record_type.is_publishable:
        coordinated = access.municipalities_with([Role.COORDINATOR], record_type.area)
        own = access.own_department_ids(record_type.area)
        return Q(pk__in=own) | Q(municipality_id__in=coordinated)
    if related is User:
        people = Membership.objects.filter(municipality_id__in=municipalities)
        return Q(pk__in=people.values("user_id"))
    if related not in registry.types:
        return NOTHING
    return Q(**{f"{registry.type_of(related).municipality_lookup}__in": municipalities})


def current_ids(record_type: RecordType, record: Any, name: str) -> list[int]:
    """Return the ids that a record's field or relation holds now."""
    if record is None or record.pk is None:
        return []
    for relation in record_type.relations:
        if relation.name == name:
            return [related.pk for related in relation.read(record)]
    value = getattr(record, f"{name}_id", None)
    return [] if value is None else [value]


class LimitedChoices:
    """The part of an admin that limits foreign keys, relations, own fields and autocomplete."""

    record_type: RecordType

    def limit_choices(self, request, field, queryset):
        """Return what may be chosen in `field`, the record's current value always among it."""
        condition = choices_condition(
            access_of(request.user), self.record_type, field.related_model
        )
        current = current_ids(self.record_type, getattr(request, "edited_record", None), field.name)
        return queryset.filter(condition | Q(pk__in=current)) if condition else queryset

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
