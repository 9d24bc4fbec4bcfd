"""In which form the client wants its answer."""

from __future__ import annotations

from flask import request

JSON = "application/json"
TEXT = "text/plain"
FORMATS = {"json": JSON, "text": TEXT}  # values of ?format=, which goes before the Accept header


def answer_type() -> str | None:
    """The request at hand -> JSON or TEXT; None where it accepts neither.

    Where both are equally welcome, or nothing is said, it is JSON. An unknown `format` is left to validation.
    """
    chosen = chosen_type()
    if chosen or not request.accept_mimetypes:
        return chosen or JSON
    return request.accept_mimetypes.best_match([JSON, TEXT])


def chosen_type() -> str | None:
    """The request at hand -> what `format` in its query says, JSON or TEXT; None where it says neither."""
    if not request.query_string:  # as most have none, and to look into one makes several objects
        return None
    return FORMATS.get(request.args.getlist("format")[-1]) if "format" in request.args else None


def wants_text() -> bool:
    """The request at hand -> whether its errors are told in one line; those that accept neither form get the problem object."""
    return answer_type() == TEXT
