"""What a person meets in a browser: the review page, the interactive contract, and the files that both are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from types import MappingProxyType

from flask import Blueprint, Response, request

from service.api.errors import Problem

# Asked for again each time and answered with 304 while it is the same: after an update no page mixes old files with new.
REVALIDATED = "no-cache"

# The pages load nothing but the service's own files, and send nothing but to the service itself.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The review page moreover never makes markup of a string; the viewer of the contract, which is not ours, does.
_POLICIES = MappingProxyType({"index.html": f"{_POLICY}; require-trusted-types-for 'script'; trusted-types 'none'"})

_TYPES = MappingProxyType(
    {
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
    }
)

# Swagger UI, tried beside RapiDoc, Redoc and Scalar: the only one of them that keeps to the policy above and asks no other host.
_VIEWER = "flask_swagger_ui"
_VIEWER_FILES = ("swagger-ui.css", "swagger-ui-bundle.js")

blueprint = Blueprint("page", __name__)


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file as it is served."""

    body: bytes
    kind: str
    policy: str
    tag: str  # changes with the body


@blueprint.get("/")
def get_page() -> Response:
    """Nothing -> the review page."""
    return _served(_own()["index.html"])


@blueprint.get("/docs")
def get_docs() -> Response:
    """Nothing -> the contract as a page to read and to try. Raises Problem (404) where its viewer is not installed."""
    _viewer()
    return _served(_own()["docs.html"])


@blueprint.get("/page/<name>")
def get_page_file(name: str) -> Response:
    """Name of a file of the pages -> the file. Raises Problem (404) where there is none of that name."""
    found = _viewer() if name in _VIEWER_FILES else _own()
    if name not in found:
        raise Problem(HTTPStatus.NOT_FOUND, "The pages have no file of this name.")
    return _served(found[name])


def _served(file: PageFile) -> Response:
    response = Response(file.body, content_type=file.kind)
    response.headers["Cache-Control"] = REVALIDATED
    response.headers["Content-Security-Policy"] = file.policy
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.set_etag(file.tag)
    response.make_conditional(request)
    return response


@cache
def _own() -> Mapping[str, PageFile]:
    """Nothing -> the files of the package's page directory, by name."""
    return {place.name: _read(place) for place in files(__package__).joinpath("page").iterdir() if place.is_file()}


@cache
def _viewer() -> Mapping[str, PageFile]:
    """Nothing -> the files of the contract's viewer, by name. Raises Problem (404) where it is not installed."""
    if find_spec(_VIEWER) is None:
        detail = "The interactive page is an extra: pip install 'source-attribution[docs]'. The contract is at /openapi.yaml."
        raise Problem(HTTPStatus.NOT_FOUND, detail)
    return {name: _read(files(_VIEWER).joinpath("dist", name)) for name in _VIEWER_FILES}


def _read(place: Traversable) -> PageFile:
    body = place.read_bytes()
    kind = _TYPES[place.name[place.name.rindex(".") :]]
    return PageFile(body, kind, _POLICIES.get(place.name, _POLICY), hashlib.sha256(body).hexdigest()[:16])
