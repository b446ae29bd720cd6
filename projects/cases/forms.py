"""The clerk's form of a case sheet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year_in_both
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.staff.fields.choices import DepartmentChoiceField, OrderedChoiceField
from projects.cases.models.case_sheet import CaseSheet
from projects.partners.models import Partner


class CaseSheetForm(FunnelForm):
    """One sheet in the order of its page; departments and partners in the order chosen."""

    relation_fields = {"departments": "department_list", "partners": "partner_list"}

    # The admin puts others in their place whose choices are limited to what the user may choose.
    department_list = OrderedChoiceField(queryset=Department.objects.none(), required=False)
    partner_list = OrderedChoiceField(queryset=Partner.objects.none(), required=False)

    class Meta:
        model = CaseSheet
        fields: list[str] = []  # the admin's fieldsets say which
        field_classes = {"department": DepartmentChoiceField}
        help_texts = {
            "project": _("1つの事業に1枚です。"),
            "sort_order": _("資料の中の順番です。資料にないシートは0のままにします。"),
            "start_text": _(
                "例：平成9年度～、S63年度～。年が分からないときは元号だけでも書けます。"
            ),
            "overview": _("どのような取り組みかを書きます。"),
            "trigger": _("なぜ協働で行うことになったかを書きます。"),
            "outcome": _("協働で行って得られたことを書きます。"),
            "points": _("大切にしたことや、これからの課題を書きます。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for relation in self.instance.relations:
                if relation.name in self.relation_fields:
                    chosen = [item.pk for item in relation.read(self.instance)]
                    self.initial[self.relation_fields[relation.name]] = chosen
        if self.instance.start_year is not None and "start_text" in self.fields:
            begun = format_fiscal_year_in_both(self.instance.start_year)
            self.fields["start_text"].read_as = begun  # type: ignore[attr-defined]
