"""What browsers may do with answers: nothing that was not allowed, and from other sites only those that are set."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from flask import Flask, Response, request

_METHODS = "GET, POST"
_SENT = "Authorization, Content-Type, X-Request-ID"  # request headers that a page may send
_READ = "Retry-After, X-Request-ID"  # answer headers that a page may read
_REMEMBER = "600"  # seconds for which a browser need not ask again

# A page says itself what it may load, by a policy of its own; an answer needs nothing.
_DEFAULTS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


def restrict(app: Flask, origins: frozenset[str]) -> None:
    """Application, and the origins whose pages may use it ("*": all) -> the same, its answers saying so to browsers."""
    app.after_request(_protect)
    if origins:
        app.after_request(partial(_share, origins))


def _protect(response: Response) -> Response:
    said = {name.lower() for name, _ in response.headers}  # asked once: setdefault takes four times as long for them all
    for name, value in _DEFAULTS.items():
        if name.lower() not in said:
            response.headers.add(name, value)
    return response


def _share(origins: frozenset[str], response: Response) -> Response:
    response.headers.add("Vary", "Origin")
    origin = request.headers.get("Origin", "")
    if "*" in origins or origin in origins:
        response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
        response.headers["Access-Control-Expose-Headers"] = _READ
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers and request.url_rule:
            response.headers["Access-Control-Allow-Methods"] = _METHODS
            response.headers["Access-Control-Allow-Headers"] = _SENT
            response.headers["Access-Control-Max-Age"] = _REMEMBER
            response.status_code = HTTPStatus.NO_CONTENT
    return response
