"""Concrete models of publishing; the abstract bases are in versioned.py and publishable.py."""

from kyodo_portal.publishing.models.change import Change
from kyodo_portal.publishing.models.correction import CorrectionRequest
from kyodo_portal.publishing.models.data_version import DataVersion
from kyodo_portal.publishing.models.edition import Edition
from kyodo_portal.publishing.models.sent_form import SentForm

__all__ = ["Change", "CorrectionRequest", "DataVersion", "Edition", "SentForm"]
