"""A person with an account."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. What one may do follows from memberships, not from permissions."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("利用者")  # type: ignore[assignment]  # the stubs of AbstractUser say str
        verbose_name_plural = _("利用者")  # type: ignore[assignment]  # as above

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Return the name in Japanese order: family name first."""
        return f"{self.last_name} {self.first_name}".strip()
