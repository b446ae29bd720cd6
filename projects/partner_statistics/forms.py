"""The conditions of 相手方の集計, as staff choose them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.fiscal_years import format_fiscal_year_in_both
from kyodo_portal.organizations.access import Access
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.text import quotable
from projects import AREA
from projects.partner_statistics.aggregates.scope import FEWEST_YEARS, Scope, seen, sees_whole
from projects.records.choices import CommonForm

PUBLISHED, UNPUBLISHED_TOO = "published", "all"
ANY_RUN = 1
FEWEST_CHOICES = (FEWEST_YEARS, ANY_RUN, 3, 5, 10)


class ListedField(forms.ChoiceField):
    """A choice from a short list; anything else is refused with words that quote it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def validate(self, value: str) -> None:
        if value and not self.valid_value(value):
            raise ValidationError(
                _("「%(value)s」は選べません。一覧から選んでください。")
                % {"value": quotable(value)}
            )


class ScopeForm(forms.Form):
    """What the figures are of; `scope()` when valid. Offers only what the user may see."""

    municipality = ListedField(label=gettext_lazy("自治体"))
    department = ListedField(
        label=gettext_lazy("所管部"), help_text=gettext_lazy("下の組織を含みます。")
    )
    form = ListedField(
        label=gettext_lazy("協働の形態"), help_text=gettext_lazy("後援は、ほかと分けて数えます。")
    )
    first_year = ListedField(label=gettext_lazy("年度（から）"))
    last_year = ListedField(label=gettext_lazy("年度（まで）"))
    records = ListedField(
        label=gettext_lazy("記録の状態"),
        choices=[
            (PUBLISHED, gettext_lazy("公開中の記録だけ")),
            (UNPUBLISHED_TOO, gettext_lazy("公開前の記録も含める")),
        ],
    )
    fewest_years = ListedField(label=gettext_lazy("一覧に出す連続年数"))

    def __init__(self, data: Any, access: Access, places: Sequence[Municipality]) -> None:
        """places: the municipalities that may be chosen, at least one; the first is shown."""
        super().__init__(data)
        self.access = access
        self.places = {place.code: place for place in places}
        self.place = self.places.get(self.data.get("municipality", ""), places[0])
        self.units = self._units()
        years = self._years()
        self.fields["municipality"].choices = [(code, str(p)) for code, p in self.places.items()]  # type: ignore[attr-defined]  # a ListedField
        choices = {
            "department": [("", _("すべて")), *self._unit_choices()],
            "form": [("", _("すべて（後援を除く）")), *CommonForm.choices],
            "first_year": [("", _("はじめから")), *years],
            "last_year": [("", _("終わりまで")), *years],
            "fewest_years": [
                (str(number), _("%(years)s年以上") % {"years": number}) for number in FEWEST_CHOICES
            ],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]  # likewise

    def clean(self) -> dict[str, Any]:
        """Refuse years in the wrong order."""
        found = super().clean() or {}
        first, last = found.get("first_year"), found.get("last_year")
        if first and last and int(first) > int(last):
            self.add_error(
                "last_year", _("「年度（まで）」は「年度（から）」と同じか、あとにしてください。")
            )
        return found

    def scope(self) -> Scope:
        """Return the scope of valid conditions."""
        found = self.cleaned_data
        return Scope(
            access=self.access,
            municipality=self.place,
            department=self.units.get(found["department"]),
            form=found["form"],
            only_published=found["records"] != UNPUBLISHED_TOO,
            first_year=int(found["first_year"]) if found["first_year"] else None,
            last_year=int(found["last_year"]) if found["last_year"] else None,
            fewest_years=int(found["fewest_years"] or FEWEST_YEARS),
        )

    def _units(self) -> dict[str, Department]:
        units = Department.objects.for_list().filter(municipality=self.place)
        if not sees_whole(self.access, self.place):
            units = units.filter(pk__in=self.access.own_department_ids(AREA))
        return {str(unit.pk): unit for unit in units}

    def _unit_choices(self) -> list[tuple[str, str]]:
        return [
            (key, " ".join(str(part) for part in (unit.parent, unit) if part))
            for key, unit in self.units.items()
        ]

    def _years(self) -> list[tuple[str, str]]:
        records = seen(self.access, self.place, only_published=False)
        years = records.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        return [(str(year), format_fiscal_year_in_both(year)) for year in years]
