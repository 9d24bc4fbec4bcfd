"""Every error in one shape: a problem object (RFC 9457) for programs, one line for people at a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound

from service.api.negotiation import wants_text
from service.api.turns import Saturated
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
    app.register_error_handler(Saturated, _saturated_response)
    app.register_error_handler(HTTPException, _http_response)


def problem_response(problem: Problem) -> Response:
    """Problem -> the response that tells it, in the form that the client reads."""
    status = problem.status
    if wants_text():
        faults = "".join(f" {fault.pointer or 'request'}: {fault.detail}" for fault in problem.faults)
        body = f"error {status.value}: {problem.detail}{faults} (request {g.request_id})\n"
        return Response(body, status, problem.headers, content_type="text/plain; charset=utf-8")
    body = json.dumps(problem_object(problem, g.request_id), ensure_ascii=False)
    return Response(body, status, problem.headers, content_type=PROBLEM)


def problem_object(problem: Problem, request_id: str) -> dict[str, Any]:
    """Problem and the id of its request -> the object that tells it (RFC 9457)."""
    return {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "request_id": request_id,
        "errors": [{"pointer": fault.pointer, "detail": fault.detail} for fault in problem.faults],
        **problem.facts,
    }


def _saturated_response(saturated: Saturated) -> Response:
    detail = "The service has as much to read as it can; ask again when Retry-After says."
    headers = {"Retry-After": str(saturated.retry_after)}
    return problem_response(Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers=headers))


def _http_response(error: HTTPException) -> Response:
    if isinstance(error, NotFound):
        detail = "There is nothing at this address; /openapi.yaml lists what there is."
        return problem_response(Problem(HTTPStatus.NOT_FOUND, detail))
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        detail = f"This address takes {allowed}; articles are sent with POST, never in the address."
        return problem_response(Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed}))
    if isinstance(error, InternalServerError):
        return problem_response(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The service failed; please report the request id."))
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    return problem_response(Problem(status, "The request could not be read."))
