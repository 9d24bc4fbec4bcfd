"""Phrases of the lexicon as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(phrases: Iterable[str]) -> str:
    """Phrases -> the inside of a regex group that matches any of them as whole words, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace("'", "['’]") + (r"\b" if phrase[-1].isalnum() else "") for phrase in ordered)
