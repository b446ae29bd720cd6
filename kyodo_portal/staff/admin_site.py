"""The staff's site."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.autocomplete import LimitedAutocompleteView
from kyodo_portal.publishing.public_addresses import public_address
from kyodo_portal.publishing.resending import may_be_sent_again, resend_page
from kyodo_portal.publishing.sent_once import new_token, stored_once
from kyodo_portal.staff.accounts.views import AccountView, LoginView, LogoutView
from kyodo_portal.staff.alive import alive
from kyodo_portal.staff.contributions import contributions
from kyodo_portal.staff.first_page import index_context
from kyodo_portal.staff.menu import menu, registers


class PortalAdmin(AdminSite):
    """The stock admin in the portal's clothes."""

    site_title = _("協働ポータル 管理")
    site_header = _("協働ポータル 管理")
    index_title = _("担当の仕事")
    enable_nav_sidebar = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Rows are deleted one at a time, with the version that was seen.
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in who is staff and has something to do here: a membership, or the portal itself."""
        access = access_of(request.user)
        return request.user.is_staff and (access.is_operator or bool(access.memberships))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the menu that stands above every page, and what makes a token for each form."""
        context = super().each_context(request)
        context["once_token"] = new_token
        if context["has_permission"]:
            access = access_of(request.user)
            apps = context["available_apps"]
            context["keeps_input"] = settings.LOCAL_DRAFTS
            context["menu"] = menu(apps, request.path, access)
            context["registers"] = registers(apps, request.path)
        return context

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Hand back what was typed where the login has ended, and store once what is sent twice."""
        usual = super().admin_view(stored_once(view), cacheable)

        @wraps(usual)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if may_be_sent_again(request) and not self.has_permission(request):
                return resend_page(request, "login", status=403)
            return usual(request, *args, **kwargs)

        return answered

    def get_urls(self) -> list[Any]:
        """Add the pages that belong to no model."""
        pages = [
            path(page.route, self.admin_view(page.view().as_view(admin_site=self)), name=page.name)
            for page in contributions.pages
        ]
        accounts = [
            path("account/", self.admin_view(self.password_change), name="account"),
            # Open to all: who has no role any more must be able to leave.
            path("logout/", self.logout, name="logout"),
        ]
        # Asked without a login too, and answered by no page to log in.
        own = [path("alive", alive, {"site": self}, name="alive")]
        # In the place of the stock one, which leads to any object of any municipality.
        short = re_path(
            r"^r/(?P<kind>[0-9]{1,18})/(?P<object_id>[0-9]{1,18})/$",
            self.admin_view(self.view_on_site),
            name="view_on_site",
        )
        stock = [url for url in super().get_urls() if getattr(url, "name", "") != short.name]
        return [*own, *pages, *accounts, short, *stock]

    def view_on_site(self, request: HttpRequest, kind: str, object_id: str) -> Any:
        """Lead to a record's public page."""
        address = public_address(self, request, int(kind), int(object_id))
        if address is None:
            raise Http404
        return HttpResponseRedirect(address)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Ask for name and password, with a limit of tries."""
        return LoginView.as_view(admin_site=self)(request)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """End the session."""
        return LogoutView.as_view()(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the own account, where the password is changed."""
        return AccountView.as_view(admin_site=self)(request)

    def password_change_done(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Lead back to the own account, which says what was done."""
        return redirect("admin:account")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits for this person, instead of the models' names."""
        work = index_context(request, self.get_app_list(request))
        return super().index(request, {**work, **(extra_context or {})})

    def autocomplete_view(self, request: Any) -> Any:
        """Offer only what the asking form would also accept."""
        return LimitedAutocompleteView.as_view(admin_site=self)(request)
