"""The staff's screens of 市長公約; importing this registers them."""

from pledges.reports.admin import (
    rating,  # noqa: F401
    report,  # noqa: F401
)
from pledges.sets.admin import (
    link,  # noqa: F401
    pledge,  # noqa: F401
)
