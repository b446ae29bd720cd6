"""Forms of login and password: the library's, in the words and field names of the staff's side."""

from allauth.account import forms as library
from allauth.core import context
from django import forms
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.staff.accounts.log import log_failed, log_refused
from kyodo_portal.staff.accounts.rate_limits import OLD_PASSWORD, TooManyTries, give_back, take


class LoginForm(library.LoginForm):
    """Name and password, under the field names by which password managers know the admin."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stock = self.fields["login"]
        # Reads full-width letters as the half-width ones that the name was made of.
        self.fields["login"] = UsernameField(
            label=_("ユーザー名"),
            max_length=stock.max_length,
            widget=forms.TextInput({"autofocus": True}),
        )
        self.fields["password"].label = _("パスワード")
        del self.fields["password"].widget.attrs["placeholder"]
        self.order_fields(["login", "password"])

    def add_prefix(self, field_name):
        return super().add_prefix("username" if field_name == "login" else field_name)


class PasswordForm(library.ChangePasswordForm):
    """The old password once, the new one twice."""

    LABELS = {
        "oldpassword": _("いまのパスワード"),
        "password1": _("新しいパスワード"),
        "password2": _("新しいパスワード（もう一度）"),
    }
    HTML_NAMES = {
        "oldpassword": "old_password",
        "password1": "new_password1",
        "password2": "new_password2",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
            del self.fields[name].widget.attrs["placeholder"]

    def add_prefix(self, field_name):
        return super().add_prefix(self.HTML_NAMES.get(field_name, field_name))

    def clean_oldpassword(self):
        """Compare the old password: whoever finds a screen unlocked cannot go on guessing."""
        name = self.user.get_username()
        try:
            slot = take(OLD_PASSWORD, str(self.user.pk))
        except TooManyTries as refused:
            log_refused("password_change_refused", context.request, name, refused.seconds)
            raise
        try:
            password = super().clean_oldpassword()
        except ValidationError:
            log_failed("password_change_failed", context.request, name)
            raise
        give_back([slot])
        return password
