"""The staff's screens of 施策評価; importing this registers them."""

from policies.indicators.admin import indicator  # noqa: F401
from policies.plans.admin import (
    item,  # noqa: F401
    link,  # noqa: F401
)
from policies.sheets.admin import (
    plan,  # noqa: F401
    sheet,  # noqa: F401
)
