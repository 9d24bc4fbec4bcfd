"""Many articles in one request, answered one by one while the request still comes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from itertools import chain, islice
from typing import Any

from flask import Response, g, request

from service.api import metrics
from service.api.attributions import Told, told
from service.api.errors import Problem, problem_object
from service.api.intake import Intake
from service.api.items import Flaw, NotABatch, elements, lines
from service.api.journal import Application
from service.api.negotiation import JSON, TEXT, chosen_type
from service.api.orders import check_encoding, checked_order, json_object, read_options, unprocessable
from service.api.settings import Settings
from service.api.turns import Turns
from service.contract.orders import Fault
from service.contract.request_schemas import SharedOptionsSchema

NDJSON = "application/x-ndjson"

_SHARED = SharedOptionsSchema()
_SHAPE = '{"articles": [...]} and nothing else, with options in each article or in the query'

# Small enough to fit into what the system takes at once (gunicorn.conf.py), so that writing a piece does not wait.
_PIECE = 16 * 1024  # bytes


def answer_batch(app: Application, turns: Turns, settings: Settings, spend: Callable[[], None]) -> Response:
    """The request at hand, and what counts an article against the key -> the answers, in order, each as soon as it is there.

    An article that cannot be answered is a problem object in its place. Raises Problem for what is wrong with the whole, and
    Saturated; once the first article was cut out, nothing fails the others.
    """
    form, wanted = _forms()
    asked = read_options(_SHARED)
    with ExitStack() as stack:
        stack.enter_context(turns.place())
        intake = Intake(settings.max_batch_bytes)
        items = (lines if form == NDJSON else elements)(intake.pieces(), settings.max_body_bytes)
        try:
            first = list(islice(items, 1))
        except NotABatch as error:
            raise unprocessable([Fault("", f"The body must be {_SHAPE}.")]) from error
        answers = _Batch(app, g.request_id, g.facts, asked, settings, turns, spend).answers(chain(first, items))
        response = Response(_sent((_as_lines if wanted == NDJSON else _as_object)(answers), intake), content_type=wanted)
        response.call_on_close(stack.pop_all().close)
        return response


def _forms() -> tuple[str, str]:
    """The request at hand -> the type of its body and of its answer, the same where the client accepts that."""
    form = request.mimetype
    if form not in (JSON, NDJSON):
        detail = (
            "Send application/x-ndjson, one JSON object with an article a line, or application/json. "
            f"This works: curl --data-binary @articles.ndjson -H 'Content-Type: {NDJSON}' '{request.base_url}'"
        )
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    check_encoding()
    if chosen_type() == TEXT:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, f"A table tells one article; a batch is answered as {JSON} or {NDJSON}.")
    if not request.accept_mimetypes:
        return form, form
    wanted = request.accept_mimetypes.best_match([form, NDJSON if form == JSON else JSON])
    if wanted is None:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, f"The answer is {JSON} or {NDJSON}; accept one of them.")
    return form, wanted


@dataclass(frozen=True, slots=True)
class _Apart:
    """What fails within its block is logged, and told as a Problem: a defect met in one article must not fail the others."""

    app: Application
    request_id: str

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, failure: BaseException | None, __: object) -> None:
        if isinstance(failure, Exception) and not isinstance(failure, Problem):
            self.app.log_failure(failure, self.request_id)
            detail = "The service failed; please report the request id."
            raise Problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail) from failure


@dataclass(frozen=True, slots=True)
class _Batch:
    """What all articles of a batch share."""

    app: Application
    request_id: str
    facts: dict[str, Any]  # what the log tells of the request in the end
    asked: Mapping[str, Any]
    settings: Settings
    turns: Turns
    spend: Callable[[], None]

    def answers(self, items: Iterator[bytes | Flaw]) -> Iterator[bytes]:
        """Articles as they were cut out -> their answers. Where they cannot be read further, the last answer tells why."""
        self.facts.update(articles=0, refused=0, length=0, statements=0)
        index = 0
        try:
            for index, item in enumerate(items):
                if index == self.settings.max_batch_articles:
                    limit = self.settings.max_batch_articles
                    detail = f"The batch has more than {limit} articles; this one and those after it were not read."
                    raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, facts={"limit": limit})
                yield self._answer(index, item)
                self.facts["articles"] += 1
            self.facts["whole"] = True
        except Problem as problem:  # of the whole body: it broke off, or is too large
            yield self._refusal(index, problem)

    def _answer(self, index: int, item: bytes | Flaw) -> bytes:
        """An article and its place in the batch -> the answer to it, or what is wrong with it."""
        try:
            with _Apart(self.app, self.request_id):
                found = self.turns.take(partial(self._told, item, index > 0), patient=True)
        except Problem as problem:
            return self._refusal(index, problem)
        metrics.answered(found.length, found.statements, found.incomplete)
        self.facts["length"] += found.length
        self.facts["statements"] += found.statements
        return found.body

    def _told(self, item: bytes | Flaw, later: bool) -> Told:
        """An article, and whether the request itself has not paid for it -> its answer. Raises Problem."""
        if later:
            self.spend()
        if item is Flaw.TOO_LARGE:
            limit = self.settings.max_body_bytes
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The article has over {limit} bytes.", facts={"limit": limit})
        if isinstance(item, Flaw):
            raise Problem(HTTPStatus.BAD_REQUEST, f"From here on the body is not {_SHAPE}; nothing after this was read.")
        return told(checked_order(json_object(item), self.asked, self.settings), JSON)

    def _refusal(self, index: int, problem: Problem) -> bytes:
        self.facts["refused"] += 1
        metrics.refused(problem.status)
        return json.dumps({**problem_object(problem, self.request_id), "index": index}, ensure_ascii=False).encode()


def _as_lines(answers: Iterator[bytes]) -> Iterator[bytes]:
    for answer in answers:
        yield answer + b"\n"


def _as_object(answers: Iterator[bytes]) -> Iterator[bytes]:
    between = b'{"answers":['
    for answer in answers:
        yield between + answer
        between = b","
    yield b"]}\n" if between == b"," else between + b"]}\n"


def _sent(written: Iterator[bytes], intake: Intake) -> Iterator[bytes]:
    """What is to be written -> the same in small pieces, each when the client has room for it."""
    for answer in written:
        for start in range(0, len(answer), _PIECE):
            intake.await_room()
            yield answer[start : start + _PIECE]
    intake.drain()
