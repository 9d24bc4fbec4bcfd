"""Document -> attributions: who said what, as each place of the text has it."""

from __future__ import annotations

from service.extraction.reconciliation import attributions, extract
from service.extraction.taggers import NEURAL, RULES, taggers

__all__ = ["NEURAL", "RULES", "attributions", "extract", "taggers"]
