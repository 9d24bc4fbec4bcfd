"""Every error in one shape: a problem object (RFC 9457) for programs, one line for people at a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound

from service.api.negotiation import wants_text
from service.contract.orders import Fault

PROBLEM = "application/problem+json"


@dataclass(eq=False)
class Problem(Exception):
    """A request that cannot be answered. Its words never hold a piece of the request."""

    status: HTTPStatus
    detail: str
    faults: Sequence[Fault] = ()
    facts: Mapping[str, int | str] = field(default_factory=dict)  # further members, e.g. the limit and the size
    headers: Mapping[str, str] = field(default_factory=dict)


def answer_errors(app: Flask) -> None:
    """Application -> the same, answering every error in the one shape."""
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, _http_response)


def problem_response(problem: Problem) -> Response:
    """Problem -> the response that tells it, in the form that the client reads."""
    status = HTTPStatus(problem.status)
    if wants_text():
        faults = "".join(f" {fault.pointer or 'request'}: {fault.detail}" for fault in problem.faults)
        body = f"error {status.value}: {problem.detail}{faults} (request {g.request_id})\n"
        return Response(body, status, problem.headers, content_type="text/plain; charset=utf-8")
    shown = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": problem.detail,
        "request_id": g.request_id,
        "errors": [{"pointer": fault.pointer, "detail": fault.detail} for fault in problem.faults],
        **problem.facts,
    }
    return Response(json.dumps(shown, ensure_ascii=False), status, problem.headers, content_type=PROBLEM)


def _http_response(error: HTTPException) -> Response:
    if isinstance(error, NotFound):
        return problem_response(Problem(HTTPStatus.NOT_FOUND, "There is nothing at this address; /v1/info lists what there is."))
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        detail = f"This address takes {allowed}; articles are sent with POST, never in the address."
        return problem_response(Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed}))
    if isinstance(error, InternalServerError):
        return problem_response(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The service failed; please report the request id."))
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    return problem_response(Problem(status, "The request could not be read."))
