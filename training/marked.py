"""Articles of this project's own with their attributions marked in the text -> gold articles.

A file of training/articles/ holds articles one after the other, each below a line "=== id". In the text stand marks, as in
"<s1>Lind</s1> <c1>said</c1> <t1>that it rained</t1>": the source, cue and content of attribution 1. What has several pieces has
several marks of one number; what serves two attributions has both marks around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

FOLDER = Path(__file__).parent / "articles"

_ROLES = {"s": "source", "c": "cue", "t": "content"}
_HEAD = regex.compile(r"^=== (?P<id>\S+)\n", regex.MULTILINE)
_MARK = regex.compile(r"<(?P<closing>/?)(?P<role>[sct])(?P<number>\d+)>")


def marked_articles(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Folder -> its articles as a gold file has them: id, text without marks, attributions by number; files in order of name.

    The key "ours" tells them from others. Raises ValueError, naming the article, where a mark opens or closes nothing or a span
    begins or ends with a space.
    """
    return [article for path in sorted(folder.glob("*.txt")) for article in _articles(path.read_text("utf-8"))]


def _articles(text: str) -> Iterator[dict[str, Any]]:
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        try:
            yield {"id": head["id"], "ours": True, **unmarked(text[head.end() : end].strip())}
        except ValueError as error:
            raise ValueError(f"{head['id']}: {error}") from None


def unmarked(marked: str) -> dict[str, Any]:
    """A text with marks -> the text without them, and its attributions; raises ValueError where a mark is out of place."""
    text, read = "", 0
    begun: dict[tuple[str, int], int] = {}
    found: dict[int, dict[str, list[list[int]]]] = {}
    for mark in _MARK.finditer(marked):
        text, read = text + marked[read : mark.start()], mark.end()
        role, number = _ROLES[mark["role"]], int(mark["number"])
        if not mark["closing"]:
            if begun.setdefault((role, number), len(text)) != len(text):
                raise ValueError(f"{mark[0]} stands within its like")
            continue
        start = begun.pop((role, number), len(text))
        if text[start:] != text[start:].strip() or start == len(text):
            raise ValueError(f"{mark[0]} closes nothing or a span with a space at its edge")
        found.setdefault(number, {name: [] for name in _ROLES.values()})[role].append([start, len(text)])
    if begun:
        raise ValueError(f"not closed: {begun}")
    return {"text": text + marked[read:], "attributions": [found[number] for number in sorted(found)]}
