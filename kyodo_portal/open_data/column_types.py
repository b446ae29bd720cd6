"""What open data hold beyond plain values: each type a field of the API, and one cell of a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rest_framework import serializers

from kyodo_portal.listing.addresses import absolute_url
from kyodo_portal.spreadsheets.columns import (
    Column,
    ColumnType,
    Row,
    Value,
    ValueType,
    of_api,
)
from kyodo_portal.text import Label

Field = serializers.Field


class AbsoluteUrlField(serializers.CharField):
    """An address with scheme and host, as a program needs it."""

    def to_representation(self, value: Any) -> str:
        """Complete the address by that of the site."""
        request = self.context.get("request")
        return absolute_url(request, value) if request else str(value)


class NumberField(serializers.FloatField):
    """A number as it is: whole ones stay whole."""

    def to_representation(self, value: Any) -> Any:
        """Return the number unchanged."""
        return value


PLAIN_FIELDS: dict[ValueType, Callable[..., Field]] = {
    ColumnType.TEXT: serializers.CharField,
    ColumnType.LONG_TEXT: serializers.CharField,
    ColumnType.INTEGER: serializers.IntegerField,
    ColumnType.NUMBER: NumberField,
    ColumnType.DATE: serializers.DateField,
}


class ApiType:
    """A type with a field of its own; a value is a text of one cell unless a type says more."""

    cells: ColumnType = ColumnType.TEXT

    @property
    def is_flat(self) -> bool:
        """Whether a value fits into one cell."""
        return True

    def cell(self, value: Any) -> Value:
        """Return a value as one cell of a file; None for None."""
        found: Value = value
        return found

    def field(self, **options: Any) -> Field:
        """Return the API's field with these options of every field."""
        raise NotImplementedError


class Address(ApiType):
    """An address of this site, complete wherever it leaves it."""

    def field(self, **options: Any) -> Field:
        """Return the field of a complete address."""
        return AbsoluteUrlField(**options)


class Moment(ApiType):
    """A day and time, with the offset of the site's time zone."""

    cells = ColumnType.DATE

    def field(self, **options: Any) -> Field:
        """Return the field of a moment."""
        return serializers.DateTimeField(**options)


class YesNo(ApiType):
    """True or false; so in a cell, too."""

    def cell(self, value: Any) -> Value:
        """Return the word that JSON has for it; None for None."""
        return None if value is None else str(bool(value)).lower()

    def field(self, **options: Any) -> Field:
        """Return the field of a truth value."""
        return serializers.BooleanField(**options)


@dataclass(frozen=True)
class Scale(ApiType):
    """A whole number between two ends."""

    lowest: int
    highest: int
    cells: ColumnType = ColumnType.INTEGER

    def field(self, **options: Any) -> Field:
        """Return the field of a bounded number."""
        return serializers.IntegerField(min_value=self.lowest, max_value=self.highest, **options)


@dataclass(frozen=True)
class Choice(ApiType):
    """A code with its words: a file has the words."""

    choices: Sequence[tuple[str, Label]]

    @cached_property
    def words(self) -> dict[str, Label]:
        """The words for each code."""
        return dict(self.choices)

    def cell(self, value: Any) -> Value:
        """Return the words for a code. Raises KeyError for one that is none of the choices."""
        return None if value is None else str(self.words[value])

    def field(self, **options: Any) -> Field:
        """Return the field of a code."""
        return serializers.ChoiceField(choices=list(self.choices), **options)


@dataclass(frozen=True, eq=False)
class Group(ApiType):
    """Values that stand together under one key: {id, name}.

    name: of its component in the API's description. words: what it is in one cell; without
    them its column needs a `cell` or columns that stand in its place.
    """

    name: str
    parts: Sequence[Column]
    words: Callable[[Row], Value] | None = None
    cells: ColumnType = ColumnType.TEXT

    @property
    def is_flat(self) -> bool:
        """Whether there are words for it."""
        return self.words is not None

    @cached_property
    def serializer(self) -> type[serializers.Serializer]:
        """The one class of its serializer, however often it is used."""
        return serializer_of(self.name, fields_of(self.parts))

    def cell(self, value: Any) -> Value:
        """Return the words for a group; None for None."""
        assert self.words, f"{self.name} has no flat form"
        return None if value is None else self.words(value)

    def field(self, **options: Any) -> Field:
        """Return the field of a group."""
        return self.serializer(**options)


@dataclass(frozen=True)
class ListOf(ApiType):
    """Values of one type in their order, in a cell with a separator. has_gaps: null among them."""

    item: ValueType
    separator: str = "、"
    cells: ColumnType = ColumnType.TEXT
    has_gaps: bool = False

    @property
    def is_flat(self) -> bool:
        """Whether an item fits into a cell."""
        return self.item.is_flat

    def cell(self, value: Any) -> Value:
        """Return the items in one cell; None for None."""
        if value is None:
            return None
        cells = [self.item.cell(one) for one in value]
        return self.separator.join("" if cell is None else str(cell) for cell in cells)

    def field(self, **options: Any) -> Field:
        """Return the field of a list."""
        if isinstance(self.item, Group):
            return self.item.field(many=True, **options)
        gaps = {"allow_null": True} if self.has_gaps else {}
        return serializers.ListField(child=field_of(self.item, **gaps), **options)


def part(key: str, type: ValueType, help: Label, **options: Any) -> Column:  # noqa: A002 (as in Column)
    """Return a part of a group that is no column of any file: its help is its heading."""
    return Column(key, help, type, help, **options)


def field_of(type: ValueType, **options: Any) -> Field:  # noqa: A002 (as in Column)
    """Return the API's field of a type."""
    return type.field(**options) if isinstance(type, ApiType) else PLAIN_FIELDS[type](**options)


def fields_of(columns: Iterable[Column], *, titled: bool = False) -> dict[str, Field]:
    """Return the API's fields of declared columns; a column's help is the description.

    titled: whether their headings are told, too.
    """
    fields: dict[str, Field] = {}
    for column in of_api(columns):
        options: dict[str, Any] = {"help_text": column.help}
        if titled:
            options["label"] = column.heading
        if column.source:
            options["source"] = column.source
        if column.nullable:
            options["allow_null"] = True
        fields[column.key] = field_of(column.type, **options)
    return fields


def serializer_of(
    name: str, fields: dict[str, Field], description: str = ""
) -> type[serializers.Serializer]:
    """Return a serializer of plain rows; `name` is that of its component in the description."""
    members = {**fields, "__doc__": description}
    made: type[serializers.Serializer] = type(
        f"{name}Serializer", (serializers.Serializer,), members
    )
    return made
