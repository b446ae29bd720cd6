"""Concrete models of publishing; the abstract bases are in versioned.py and publishable.py."""

from .change import Change
from .correction import CorrectionRequest
from .data_version import DataVersion
from .edition import Edition

__all__ = ["Change", "CorrectionRequest", "DataVersion", "Edition"]
