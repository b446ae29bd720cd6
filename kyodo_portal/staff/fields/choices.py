"""Fields and widgets for what a record is linked to: partners in order, forms explained."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.safe_keys import SafeKeys, SafeModelMultipleChoiceField


def offer_choices_alone(field: Any) -> None:
    """Take from a field of the admin the links to add, change or see what is chosen."""
    for link in ("add", "change", "view", "delete"):
        setattr(field.widget, f"can_{link}_related", False)


class OrderedChoiceField(SafeModelMultipleChoiceField):
    """Several objects in the order in which they were chosen; its value is a list."""

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        order = {str(key): place for place, key in enumerate(value or [])}
        return sorted(chosen, key=lambda item: order[str(item.pk)])

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [str(self.prepare_value(item)) for item in initial or []]
        return before != [str(item) for item in data or []]


class OrderedAutocomplete(SafeKeys, AutocompleteSelectMultiple):
    """The admin's autocomplete, with what is chosen in its order instead of the register's."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        # The sign that clears all stands in the list of what is chosen without being of it.
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        groups = super().optgroups(name, value, attr)
        order = {str(key): place for place, key in enumerate(value)}
        for _label, options, _index in groups:
            options.sort(key=lambda option: order.get(str(option["value"]), -1))
        return groups


class DescribedCheckboxes(forms.CheckboxSelectMultiple):
    """Check boxes of objects that have a `definition`, which is shown with them."""

    page = "projects/records/admin/described_checkboxes.html"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["definition"] = getattr(value, "instance", None) and value.instance.definition
        return option

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = self.get_context(name, value, attrs)
        context["widget"]["has_definitions"] = any(
            option["definition"]
            for _label, options, _index in context["widget"]["optgroups"]
            for option in options
        )
        # Through the site's templates: the renderer of forms knows only those of apps.
        return render_to_string(self.page, context)


class DepartmentChoiceField(forms.ModelChoiceField):
    """A department by its full name: 総合政策部 未来創造戦略室."""

    def label_from_instance(self, department: Department) -> str:
        return (
            f"{department.parent.name} {department.name}" if department.parent else department.name
        )
