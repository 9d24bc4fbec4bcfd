"""How far a long run has come, on standard error, where a person looks at it and tqdm is installed (extra `cli`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Advance(Protocol):
    """What tells of progress."""

    def __call__(self, more: int, words: str = "") -> None:
        """How many more are done, and words that stand behind the bar -> shown."""


@contextmanager
def progress(total: int, unit: str, shown: bool) -> Iterator[Advance]:
    """How many there are, what they are, whether to show it -> what tells of more."""
    if not shown or not sys.stderr.isatty():
        yield _nowhere
        return
    try:
        from tqdm import tqdm
    except ImportError:
        yield _nowhere
        return
    with tqdm(total=total, unit=unit, unit_scale=True, file=sys.stderr, dynamic_ncols=True) as bar:

        def advance(more: int, words: str = "") -> None:
            bar.set_postfix_str(words, refresh=False)
            bar.update(more)

        yield advance


def _nowhere(more: int, words: str = "") -> None:
    """Nobody looks."""
