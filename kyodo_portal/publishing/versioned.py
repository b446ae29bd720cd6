"""The base of every record that the funnel writes: a version, who wrote last, and what kind it is.

What the funnel, the rights and the search must know of a model stands on the model, as facts
and as methods that a model overrides; `registry.py` finds all models that do. A rule that is
long is a function in the models package of its subject, which the method calls. What a write
does beyond the record itself is a service: models know none, see `services.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.choices import COORDINATORS, Role
from kyodo_portal.publishing import constraints
from kyodo_portal.publishing.characters import character_errors, unify_line_ends
from kyodo_portal.publishing.parents import NoParent, follow
from kyodo_portal.publishing.relations import NewRelations, Relation


@dataclass(frozen=True)
class SearchText:
    """What the search knows of a record: its heading, and everything it can be found by.

    texts: one for each field, so that no word is found across two of them.
    """

    title: str
    texts: tuple[str, ...]
    municipality_id: int | None
    is_public: bool


@dataclass(frozen=True)
class OwnRecords:
    """Records with a version of their own that stand on one record alone.

    model: their label. lookup: leads from them to that record. order: which come first where
    some name others of their kind.
    """

    model: str
    lookup: str
    order: str = "pk"

    def of(self, record: Any) -> list[Any]:
        """Return the stored ones of a record, with what their foreign keys name."""
        model: Any = apps.get_model(self.model)
        keys = [field.name for field in model._meta.concrete_fields if field.is_relation]
        rows = model._base_manager.filter(**{self.lookup: record})
        return list(rows.select_related(*keys).order_by(self.order, "pk"))


class Versioned(models.Model):
    """A record with a version that each write raises by one; forms carry it as their lock.

    `version` is 0 only before the first write. The three fields are the funnel's alone.

    area_code: the area of memberships that counts, "" where any does; each model says it.
    parent_publishable: look-ups to what a record hangs on, from which its visibility,
        history and choices follow, or why it hangs on nothing; see `parents.py`.
    area_lookup: the field with the area, where each record of a model has its own.
    municipality_lookup: the look-up from the model to its municipality's id.
    add_roles, change_roles, view_roles: who may write and see; for publishable records the
        states and the department count as well, see `permissions.py`.
    relations: what is saved with the record.
    own_records: what goes with a record that is deleted, in the order in which it can.
    affects_public_pages: whether a write can be seen on any public page.
    """

    is_publishable: ClassVar[bool] = False
    area_code: ClassVar[str]
    area_lookup: ClassVar[str] = ""
    parent_publishable: ClassVar[tuple[str, ...] | NoParent]
    municipality_lookup: ClassVar[str] = "municipality_id"
    add_roles: ClassVar[frozenset[str]] = COORDINATORS
    change_roles: ClassVar[frozenset[str]] = COORDINATORS
    view_roles: ClassVar[frozenset[str]] = frozenset(Role.values)
    relations: ClassVar[tuple[Relation, ...]] = ()
    own_records: ClassVar[tuple[OwnRecords, ...]] = ()
    affects_public_pages: ClassVar[bool] = True

    version = models.PositiveIntegerField(_("版"), default=0, editable=False)
    updated_at = models.DateTimeField(_("最終更新"), null=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("最終更新者"),
    )

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """Validate each field, and refuse characters that no text of ours may hold.

        A related object that is in memory was read from the database, or written to it: it is
        not asked for again.
        """
        unify_line_ends(self)
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude={*(exclude or ()), *self._fetched()})
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        errors |= character_errors(self, known=errors)
        if errors:
            raise ValidationError(errors)

    def validate_constraints(self, exclude: Any = None) -> None:
        """Refuse what breaks a constraint; all CHECKs are one question to the database."""
        constraints.validate_constraints(self, exclude or ())

    def _fetched(self) -> Iterable[str]:
        """Return the foreign keys whose object is in memory, as the database holds it."""
        fields: Iterable[Any] = self._meta.concrete_fields
        for field in fields:
            if field.is_relation and field.is_cached(self):
                related = field.get_cached_value(self)
                if related is not None and not related._state.adding and related.pk is not None:
                    yield field.name

    @property
    def owning_municipality_id(self) -> int | None:
        """Return the id of the municipality to which the record belongs."""
        value: int | None = follow(self, self.municipality_lookup)
        return value

    @property
    def record_area(self) -> str:
        """Return the area whose members write this very record, "" where any area's do."""
        return self.area_code

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Raise ValidationError where the wanted relations cannot be; every channel asks."""

    def search_text(self) -> SearchText | None:
        """Return what the record is found by, None for one that nobody searches for."""
        return None

    def dependents(self) -> Iterable[Any]:
        """Return the records whose search text holds words of this one."""
        return ()

    def department_year(self, _name: str) -> int | None:
        """Return the fiscal year in which the departments of a field or relation must exist.

        None: any may be named.
        """
        return None

    def was_ever_public(self) -> bool:
        """Whether the record was ever submitted or public, so that it is never deleted."""
        return False

    def is_public_correction(self) -> bool:
        """Whether changing this stored record corrects something public.

        Then a reason is needed, and the change stands under 更新履歴.
        """
        return False
