"""Rules of one rating: its percentage as published, its stars."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.quantities.percentages import parse_percent


def validate_percent_text(text: str) -> None:
    """Raise ValidationError unless `text` is a percentage from 0 to 100, or blank."""
    parse_percent(text)


def check_stars(stars: int | None, steps: int | None) -> None:
    """Raise ValidationError unless the stars are on the set's scale (0 to `steps`)."""
    if stars is None:
        return
    if steps is None:
        raise ValidationError(_("この公約は星で評価しません。"))
    if not 0 <= stars <= steps:
        raise ValidationError(
            _("星は0から%(steps)sまでの数で書いてください（%(stars)sと書かれています）。")
            % {"steps": steps, "stars": stars}
        )
