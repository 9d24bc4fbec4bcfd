"""How far a long run has come, on standard error, where a person looks at it and tqdm is installed (extra `cli`)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int], object]  # so many more are done


@contextmanager
def progress(total: int | None, unit: str, shown: bool, done: int = 0) -> Iterator[Advance]:
    """How many there are where that is known, what they are, whether to show it, how many are done -> what tells of more."""
    if not shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        from tqdm import tqdm
    except ImportError:
        yield lambda _: None
        return
    with tqdm(total=total, initial=done, unit=f" {unit}", file=sys.stderr, dynamic_ncols=True, smoothing=0.1) as bar:
        yield bar.update
