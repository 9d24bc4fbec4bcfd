"""Document -> attributions: who said what, as each place of the text has it."""

from __future__ import annotations

from service.extraction.reconciliation import attributions, extract

TAGGER = "rules"

__all__ = ["TAGGER", "attributions", "extract"]
