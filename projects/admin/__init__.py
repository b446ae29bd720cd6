"""The staff's screens of 協働事業; importing this registers them."""

from . import form, partner, project, record  # noqa: F401 (each registers its admin)
