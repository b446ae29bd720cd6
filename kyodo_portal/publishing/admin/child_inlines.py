"""Inlines for rows that belong to one record and are saved with it, in order."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.admin.choices_limits import choices_condition

LAST = 10_000
# More than any record has; a forged number of rows must not keep the server busy.
MOST_ROWS = 200


class ChildForm(forms.ModelForm):
    """A row whose place among the others may be typed; left empty it comes last."""

    place = forms.IntegerField(
        label=_("順番"),
        required=False,
        min_value=1,
        max_value=LAST - 1,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields["place"].initial = self.instance.position + 1

    @property
    def wanted_place(self) -> int:
        """Return the place that was asked for."""
        return self.cleaned_data.get("place") or LAST


class OwnRowFormSet(BaseInlineFormSet):
    """Rows as they were sent; of a form that came in pieces it says so in plain words."""

    default_error_messages = {
        **BaseInlineFormSet.default_error_messages,
        "missing_management_form": _(
            "画面の一部が届かなかったので、保存していません。"
            "この画面を開き直して、もう一度入力してください。"
        ),
    }


class ChildInline(admin.StackedInline):
    """Rows of a record; who may write the record may write them."""

    form = ChildForm
    formset = OwnRowFormSet
    extra = 0
    max_num = MOST_ROWS

    def _parent(self):
        return self.admin_site._registry[self.parent_model]

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"absolute_max": MOST_ROWS, **kwargs})

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        parent = self._parent()
        if obj is None or obj.pk is None:
            return parent.has_add_permission(request) or parent.has_change_permission(request)
        return parent.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer what may be chosen in the record itself, and what the rows hold now."""
        related = db_field.related_model
        condition = choices_condition(access_of(request.user), self.parent_model, related)
        if condition:
            record = getattr(request, "edited_record", None)
            held = Q(pk__in=[])
            if record is not None and record.pk is not None:
                rows = self.model._base_manager.filter(**{self.fk_name: record})
                held = Q(pk__in=rows.values(db_field.attname))
            queryset = kwargs.get("queryset", related._default_manager.all())
            kwargs["queryset"] = queryset.filter(condition | held)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def wanted_rows(formset: Any) -> list[Any]:
    """Return the rows that a valid formset asks for, in the order of their places."""
    forms_kept = [
        form
        for form in formset.forms
        if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]
    return [form.instance for form in sorted(forms_kept, key=lambda form: form.wanted_place)]


def row_errors(inlines: Any) -> list[dict[str, str]]:
    """Return {message, anchor} of what must be mended in the rows of a refused form."""
    formsets = [inline.formset for inline in inlines if inline.formset.is_bound]
    errors = [
        {"message": str(message), "anchor": ""}
        for formset in formsets
        for message in formset.non_form_errors()
    ]
    for form in (form for formset in formsets for form in formset.forms):
        errors += [{"message": str(text), "anchor": ""} for text in form.non_field_errors()]
        errors += [
            {"message": f"{field.label}：{text}", "anchor": str(field.auto_id)}
            for field in form
            for text in field.errors
        ]
    return errors
