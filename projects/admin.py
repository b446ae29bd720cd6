"""The staff's screens of 協働事業; importing this registers them."""

from projects.cases.admin import (
    case_sheet,  # noqa: F401
    involvement,  # noqa: F401
)
from projects.guideline import admin as guideline  # noqa: F401
from projects.partners import admin as partner  # noqa: F401
from projects.records.admin import (
    activity_field,  # noqa: F401
    form,  # noqa: F401
    project,  # noqa: F401
    record,  # noqa: F401
)
from projects.reviews.admin import review  # noqa: F401
from projects.sponsorship import admin as sponsorship  # noqa: F401
