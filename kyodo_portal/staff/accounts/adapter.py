"""What the library's ways through login and password do here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import User
from kyodo_portal.staff.accounts.known_browsers import remember_browser
from kyodo_portal.staff.accounts.log import log_done, log_failed, log_refused
from kyodo_portal.staff.accounts.rate_limits import (
    TooManyTries,
    give_back,
    limits_of_login,
    take_all,
)

# The library's texts come from templates; these two are all that staff are told.
MESSAGES = {
    "account/messages/logged_out.txt": _("ログアウトしました。"),
    "account/messages/password_changed.txt": _("パスワードを変更しました。"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Limits tries, logs them, and keeps everybody inside the staff's side."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("ユーザー名かパスワードが違います。"),
        "enter_current_password": _("いまのパスワードが違います。"),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return who may enter with this name and password, None for everybody else alike.

        Raises TooManyTries before the password is looked at. A right password costs no try.
        """
        name = credentials["username"]
        try:
            slots = take_all(limits_of_login(request, name))
        except TooManyTries as refused:
            log_refused("login_refused", request, name, refused.seconds)
            raise
        user = authenticate(request, **credentials)
        if not (isinstance(user, User) and user.is_staff):
            log_failed("login_failed", request, name)
            return None
        give_back(slots)
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin the session."""
        super().login(request, user)
        log_done("login", request, user)

    def post_login(self, request: HttpRequest, user: Any, **login: Any) -> HttpResponse:
        """Know this browser from now on."""
        response: HttpResponse = super().post_login(request, user, **login)
        remember_browser(request, response, user.get_username())
        return response

    def logout(self, request: HttpRequest) -> None:
        """End the session."""
        log_done("logout", request, request.user)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """Store the new password that somebody has chosen."""
        super().set_password(user, password)
        log_done("password_changed", self.request, user)

    def is_safe_url(self, url: str) -> bool:
        """Whether an address lies on the very host that was asked.

        The library would also send people to every other host that is trusted.
        """
        return url_has_allowed_host_and_scheme(
            url, {self.request.get_host()}, require_https=self.request.is_secure()
        )

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer everybody with pages: no second form of the answers to watch over."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **options: Any,
    ) -> None:
        """Tell what happened in the portal's own words, where it has any."""
        words = MESSAGES.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Return the page that says that the session has ended."""
        return reverse("admin:login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the page that says that the password was changed."""
        return reverse("admin:account")
