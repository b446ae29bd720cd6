"""A person with an account."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as StockUserManager
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class UserManager(StockUserManager["User"]):
    """Makes accounts."""

    def create_superuser(
        self,
        username: str,
        email: str | None = None,
        password: str | None = None,
        **extra_fields: Any,
    ) -> "User":
        """Make an operator. Raises ValidationError for a weak password.

        The command that calls this asks no rules when it runs unattended, and would otherwise
        let one walk around them.
        """
        if password is not None:
            validate_password(password, self.model(username=username, email=email or ""))
        return super().create_superuser(username, email, password, **extra_fields)


class User(AbstractUser):
    """A member of staff. What one may do follows from memberships, not from permissions."""

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("利用者")  # type: ignore[assignment]  # the stubs of AbstractUser say str
        verbose_name_plural = _("利用者")  # type: ignore[assignment]  # as above

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Return the name in Japanese order: family name first."""
        return f"{self.last_name} {self.first_name}".strip()
