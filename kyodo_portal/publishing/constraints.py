"""The constraints of a record, asked of the database in few questions."""

from collections.abc import Collection
from contextlib import nullcontext
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.models import BooleanField, CheckConstraint, Q, Value
from django.db.models.expressions import Expression, SQLiteNumericMixin
from django.db.models.functions import Coalesce
from django.db.models.sql import Query


def validate_constraints(record: models.Model, exclude: Collection[str] = ()) -> None:
    """Raise ValidationError where a record breaks constraints of its model.

    Does what Django does, which asks three statements for each CHECK: here all of them are one
    question, and only where its answer is no is each asked, for its message. exclude: the
    fields that are not looked at, with every constraint that names one of them.
    """
    excluded = frozenset(exclude)
    errors: dict[str, Any] = {}
    for model, constraints in record.get_constraints():
        asked = constraints
        if _all_hold(record, model, excluded):
            asked = [one for one in constraints if not isinstance(one, CheckConstraint)]
        for constraint in asked:
            try:
                constraint.validate(model, record, exclude=set(excluded))
            except ValidationError as error:
                errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _all_hold(record: models.Model, model: type[models.Model], excluded: frozenset[str]) -> bool:
    """Whether all conditions hold that name no excluded field; NULL holds, as in the database."""
    question = _question(type(record), model, excluded)
    if question is None:
        return True
    values = [
        one.output_field.get_db_prep_value(getattr(record, one.output_field.attname), connection)
        if isinstance(one, Unknown)
        else one
        for one in question.parameters
    ]
    # What the database cannot compare breaks a transaction: it is tried in one of its own.
    savepoint = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with savepoint, connection.cursor() as cursor:
            cursor.execute(question.sql, values)
            return cursor.fetchone() is not None
    except DatabaseError:
        return False  # each is asked by itself, as Django does


class Unknown(SQLiteNumericMixin, Expression):
    """A value of a record in a statement that is composed before any record is known.

    No `Value`: Django decides already when it composes whether one of these is NULL.
    """

    def __init__(self, field: Any) -> None:
        super().__init__(output_field=field)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Return a place for the value, and this as what stands there until it is known."""
        return "%s", [self]


class Question(NamedTuple):
    """A statement that finds one row where all conditions hold."""

    sql: str
    parameters: tuple[Any, ...]


@cache
def _question(
    kind: type[models.Model], model: type[models.Model], excluded: frozenset[str]
) -> Question | None:
    """Compose the question for records of a kind once: that costs ten times what asking does.

    It is what `Q.check` composes, with places for the values. None where nothing is to be asked.
    """
    query = Query(None)
    for field in kind._meta.concrete_fields:
        if field.name not in excluded:
            query.add_annotation(Unknown(field), field.name, select=False)
    query.add_annotation(Value(1), "_check")
    conditions = [
        Coalesce(check.condition, Value(True), output_field=BooleanField())
        for check in model._meta.constraints
        if isinstance(check, CheckConstraint)
        and Q(check.condition).referenced_base_fields <= query.annotations.keys()
    ]
    if not conditions:
        return None
    query.add_q(Q(*conditions))
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    return Question(sql, tuple(parameters))
