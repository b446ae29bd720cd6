"""The mechanics of every admin that writes through the funnel, and publishing's own pages."""

from kyodo_portal.publishing.admin import change, corrections, edition

__all__ = ["change", "corrections", "edition"]
