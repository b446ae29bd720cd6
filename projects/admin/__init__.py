"""The staff's screens of 協働事業; importing this registers them."""

from . import (  # noqa: F401 (each registers its admin)
    activity_field,
    case_sheet,
    form,
    guideline,
    involvement,
    partner,
    project,
    record,
    review,
    sponsorship,
)
