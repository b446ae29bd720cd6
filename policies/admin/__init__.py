"""The staff's screens of 施策評価; importing this registers them."""

from . import indicator, item, link, plan, sheet  # noqa: F401 (each registers its admin)
