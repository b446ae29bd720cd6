"""A sheet's page as a browser posts it."""

from policies.models import SheetSection
from tests.factories.admin_pages import admin_url, logged_in, untouched


def page(user, sheet):
    return logged_in(user).get(admin_url(sheet, "change"))


def filled(response, **changes):
    """Return what a browser sends from the page, its sections included."""
    data = untouched(response)
    [inline] = response.context["inline_admin_formsets"]
    formset = inline.formset
    data |= {
        f"{formset.prefix}-{name}": str(formset.management_form[name].value())
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    for form in formset:
        for bound in form:
            value = bound.value()
            if value not in (None, False, ""):
                data[bound.html_name] = "on" if value is True else str(value)
    return {**data, "_continue": "1", **changes}


def send(user, sheet, **changes):
    """Open the sheet's page and send it back with these changes."""
    client = logged_in(user)
    response = client.get(admin_url(sheet, "change"))
    data = {name: value for name, value in filled(response, **changes).items() if value is not None}
    return client.post(admin_url(sheet, "change"), data, follow=True)


def sections_of(sheet):
    return list(SheetSection.objects.filter(sheet=sheet).order_by("position"))
