"""The addresses of the service, and what answers there."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any, cast

from flask import Blueprint, Response, current_app, g

from service.api import metrics
from service.api.access import spending
from service.api.attributions import as_json, told
from service.api.batches import answer_batch
from service.api.errors import Problem
from service.api.journal import Application
from service.api.negotiation import FORMATS, JSON, TEXT, answer_type
from service.api.orders import checked_order, read_checked, requested
from service.api.settings import Settings
from service.api.turns import Turns
from service.contract.answer_schemas import KnownOutletSchema
from service.contract.offsets import Unit
from service.contract.request_schemas import OutletQuerySchema
from service.lexicon.outlets import outlets
from service.model import Grade, Kind, Mode, Section, SourceType, SpeakerType
from service.pipeline import LANGUAGES, engine, ready

SETTINGS = "SERVICE_SETTINGS"  # where the application keeps its Settings
TURNS = "SERVICE_TURNS"  # and its Turns

_OUTLET_MEMBERS = tuple(KnownOutletSchema().fields)

blueprint = Blueprint("service", __name__)


@blueprint.post("/v1/attributions")
def post_attribution() -> Response:
    """One article -> its statements."""
    kind = answer_type()
    if kind is None:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, "The answer is application/json or text/plain; accept one of them.")
    turns, settings = _turns(), _settings()
    with turns.place():
        given, asked = requested(settings)
        # The order is made in the turn too: to find the article in a page of HTML costs as much as to read it.
        found = turns.take(lambda: told(checked_order(given, asked, settings), kind))
    g.facts.update(length=found.length, statements=found.statements)
    metrics.answered(found.length, found.statements, found.incomplete)
    return Response(found.body, content_type="text/plain; charset=utf-8" if kind == TEXT else JSON)


@blueprint.post("/v1/attributions/batch")
def post_batch() -> Response:
    """Many articles -> their answers, in order, each as soon as it is there."""
    return answer_batch(cast(Application, current_app._get_current_object()), _turns(), _settings(), spending())  # type: ignore[attr-defined]


@blueprint.get("/metrics")
def get_metrics() -> Response:
    """Nothing -> the figures of all workers, for Prometheus."""
    figures = metrics.exposition()
    if figures is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There are no figures here: the extra `serve` of the package is not installed.")
    return Response(figures, content_type=metrics.CONTENT_TYPE)


@blueprint.get("/v1/outlets")
def get_outlets() -> Response:
    """Words of a name -> a page of the outlets it may mean, of all outlets without them."""
    asked = read_checked(OutletQuerySchema())
    found = outlets().search(asked["q"])
    end = asked["offset"] + asked["limit"]
    page = [{member: getattr(outlet, member) for member in _OUTLET_MEMBERS} for outlet in found[asked["offset"] : end]]
    return _json({"outlets": page, "total": len(found), "next": end if end < len(found) else None})


@blueprint.get("/v1/info")
def get_info() -> Response:
    """Nothing -> what this service is and takes."""
    settings = _settings()
    return _json(
        {
            "version": engine(settings.tagger)["version"],
            "engine": dict(engine(settings.tagger)),
            "languages": list(LANGUAGES),
            "limits": {
                "max_body_bytes": settings.max_body_bytes,
                "max_text_length": settings.max_text_length,
                "time_budget_seconds": settings.time_budget,
                "max_batch_articles": settings.max_batch_articles,
                "max_batch_bytes": settings.max_batch_bytes,
            },
            "enumerations": {
                "kind": list(Kind),
                "mode": list(Mode),
                "section": list(Section),
                "speaker_type": list(SpeakerType),
                "grade": list(Grade),
                "source_type": list(SourceType),
                "offset_unit": list(Unit),
                "format": list(FORMATS),
            },
        }
    )


@blueprint.get("/healthz")
def get_health() -> Response:
    """Nothing -> that the process lives."""
    return _json({"status": "alive"})


@blueprint.get("/readyz")
def get_readiness() -> Response:
    """Nothing -> that a sentence with a known answer came out right; else 503."""
    if not ready(_settings().tagger):
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The self-test failed.", headers={"Retry-After": "30"})
    return _json({"status": "ready"})


@blueprint.get("/openapi.yaml")
def get_openapi_yaml() -> Response:
    """Nothing -> the contract of this service, for people."""
    return Response(_contract("openapi.yaml"), content_type="application/yaml")


@blueprint.get("/openapi.json")
def get_openapi_json() -> Response:
    """Nothing -> the contract of this service, for programs."""
    return Response(_contract("openapi.json"), content_type="application/json")


@cache
def _contract(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()


def _settings() -> Settings:
    settings: Settings = current_app.config[SETTINGS]
    return settings


def _turns() -> Turns:
    turns: Turns = current_app.config[TURNS]
    return turns


def _json(value: Any) -> Response:
    return Response(as_json(value), content_type="application/json")
