"""The staff's screens of 市長公約; importing this registers them."""

from . import link, pledge, rating, report  # noqa: F401 (each registers its admin)
