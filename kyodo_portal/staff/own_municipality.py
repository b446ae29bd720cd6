"""The municipality of a record: asked only of those who work for several."""

from django.forms import HiddenInput

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.publishing.admin.choices_limits import writable_municipalities


def works_in_one(request, model) -> bool:
    """Whether the user writes records of a kind in exactly one municipality."""
    access = access_of(request.user)
    return not access.is_operator and len(writable_municipalities(access, model)) == 1


class OwnMunicipality:
    """The part of an admin that fills in the municipality and does not show it."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Municipality and works_in_one(request, self.model):
            kwargs["widget"] = HiddenInput()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        one = works_in_one(request, self.model)
        return [name for name in columns if not (one and name == "municipality")]
