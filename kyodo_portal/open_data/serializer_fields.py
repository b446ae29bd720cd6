"""The API's fields of declared columns."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from rest_framework import serializers

from kyodo_portal.spreadsheets.columns import Column, ColumnType, of_api

Fields = dict[str, serializers.Field]
SpecialFields = Mapping[str, Callable[..., serializers.Field]]


class AbsoluteUrlField(serializers.CharField):
    """An address with scheme and host, as a program needs it."""

    def to_representation(self, value: Any) -> str:
        """Complete the address by the host that was asked."""
        request = self.context.get("request")
        return request.build_absolute_uri(value) if request else str(value)


class NumberField(serializers.FloatField):
    """A number as it is: whole ones stay whole."""

    def to_representation(self, value: Any) -> Any:
        """Return the number unchanged."""
        return value


TYPE_FIELDS: dict[ColumnType, Callable[..., serializers.Field]] = {
    ColumnType.TEXT: serializers.CharField,
    ColumnType.LONG_TEXT: serializers.CharField,
    ColumnType.INTEGER: serializers.IntegerField,
    ColumnType.NUMBER: NumberField,
    ColumnType.DATE: serializers.DateField,
}


def fields_of(
    columns: list[Column],
    special: SpecialFields,
    nullable: Collection[str] = (),
) -> Fields:
    """Return the API's fields of declared columns; the column's help is the description.

    special: what makes the fields that say more than their column's kind. nullable: the keys
    that may be null.
    """
    makers = {"url": AbsoluteUrlField, **special}
    fields: Fields = {}
    for column in of_api(columns):
        options: dict[str, Any] = {"help_text": column.help, "label": column.heading}
        if column.key in nullable:
            options["allow_null"] = True
        fields[column.key] = makers.get(column.key, TYPE_FIELDS[column.type])(**options)
    return fields
