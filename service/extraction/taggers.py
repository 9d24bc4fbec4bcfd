"""Which taggers there are: `rules`, which needs nothing but the package, and `neural`, where its extra is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from service.extraction.pairing import Pairing
from service.extraction.words import Words

RULES, NEURAL = "rules", "neural"
_NEEDED = ("numpy", "onnxruntime")  # what the extra brings


def taggers() -> tuple[str, ...]:
    """Nothing -> the taggers that can run here, the most accurate first."""
    return (NEURAL, RULES) if all(find_spec(name) for name in _NEEDED) else (RULES,)


@cache
def encoder_tag() -> Callable[[Words, float], tuple[list[Pairing], bool]]:
    """Nothing -> the encoder's tagging function; imported here since only the extra brings what it needs.

    Raises ModuleNotFoundError where the extra is not installed.
    """
    tag: Callable[[Words, float], tuple[list[Pairing], bool]] = import_module("service.extraction.encoder.tagging").tag
    return tag
