"""An article in a file: text, or a page in HTML."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

from service.contract.orders import NoHtml
from service.webpage import decoded, is_page, readable

STANDARD_INPUT = "-"

_PAGE_NAMES = frozenset({".html", ".htm", ".xhtml"})


class Form(StrEnum):
    """What a file holds."""

    TEXT = "text"
    HTML = "html"


class UnreadableFile(Exception):
    """A file that cannot be read; its words say why, and never hold a piece of it."""


def read_article(name: str, form: Form | None = None) -> dict[str, Any]:
    """Name of a file or "-", and what it holds, else told by its name or beginning -> the member that holds its article.

    Raises UnreadableFile where there is no such file, it may not be read, it is not UTF-8, or holds HTML that is not read here.
    """
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise UnreadableFile(error.strerror or type(error).__name__) from error
    except ValueError as error:  # a name with a NUL
        raise UnreadableFile("No such file or directory") from error
    form = form or (Form.HTML if Path(name).suffix.lower() in _PAGE_NAMES or is_page(content) else Form.TEXT)
    if form is Form.TEXT:
        return {"text": _text(content)}
    if not readable():
        raise UnreadableFile(str(NoHtml()))
    return {"html": decoded(content)}


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"Byte {error.start} is not UTF-8; write it anew in UTF-8, e.g. with iconv -f windows-1252 -t utf-8"
        ) from error
