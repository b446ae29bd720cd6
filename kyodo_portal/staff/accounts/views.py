"""Login, logout and the own account: the library's views in the pages of the admin site."""

from allauth.account import views as library
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from kyodo_portal.organizations.access import access_of
from kyodo_portal.staff.accounts.forms import LoginForm, PasswordForm
from kyodo_portal.staff.accounts.rate_limits import TooManyTries


class AdminPageMixin:
    """A form in a page of the admin site, refused with a time to wait."""

    admin_site = None
    title = ""

    def get_context_data(self, **kwargs):
        site = self.admin_site.each_context(self.request)
        return super().get_context_data(**{**site, "title": self.title, **kwargs})

    def form_invalid(self, form):
        """Say to programs too that a try was refused, and until when."""
        response = super().form_invalid(form)
        for errors in form.errors.as_data().values():
            for error in errors:
                if isinstance(error, TooManyTries):
                    response.status_code = 429
                    response["Retry-After"] = str(error.seconds)
        return response


# Under the fields' names in the page; the library knows them by others.
@method_decorator(sensitive_post_parameters(), name="dispatch")
class LoginView(AdminPageMixin, library.LoginView):
    """The way in. Who is logged in and has nothing to do here may log in as somebody else."""

    template_name = "staff/accounts/login.html"
    form_class = LoginForm
    title = _("ログイン")

    def get(self, request, *args, **kwargs):
        if self.admin_site.has_permission(request):
            return redirect("admin:index")
        return super().get(request, *args, **kwargs)


class LogoutView(library.LogoutView):
    """The way out: a button, never a link."""

    http_method_names = ["post"]


@method_decorator(sensitive_post_parameters(), name="dispatch")
class AccountView(AdminPageMixin, library.PasswordChangeView):
    """Who one is here, and a new password."""

    template_name = "staff/accounts/account.html"
    form_class = PasswordForm
    title = _("自分のアカウント")

    def dispatch(self, request, *args, **kwargs):
        """Show the page to who has no password too; the library would offer to set one."""
        if request.user.has_usable_password():
            return super().dispatch(request, *args, **kwargs)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        return self.render_to_response(self.get_context_data(form=None))

    def get_context_data(self, **kwargs):
        memberships = access_of(self.request.user).memberships
        roles = [f"{one.municipality} {one.get_role_display()}" for one in memberships]
        return super().get_context_data(**{"roles": list(dict.fromkeys(roles)), **kwargs})
