"""The addresses of the service, and what answers there."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, current_app, g

from service.api.errors import Problem
from service.api.negotiation import FORMATS, TEXT, answer_type
from service.api.orders import read_checked, requested_order
from service.api.settings import Settings
from service.contract.answer_schemas import KnownOutletSchema
from service.contract.answers import answer
from service.contract.offsets import Unit
from service.contract.rendering import table
from service.contract.request_schemas import OutletQuerySchema
from service.lexicon.outlets import outlets
from service.model import Grade, Kind, Mode, Section, SourceType, SpeakerType
from service.pipeline import LANGUAGES, attribute, engine, ready

SETTINGS = "SERVICE_SETTINGS"  # where the application keeps its Settings

_OUTLET_MEMBERS = tuple(KnownOutletSchema().fields)

blueprint = Blueprint("service", __name__)


@blueprint.post("/v1/attributions")
def post_attribution() -> Response:
    """One article -> its statements."""
    kind = answer_type()
    if kind is None:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, "The answer is application/json or text/plain; accept one of them.")
    order = requested_order(_settings())
    report = attribute(order.text, order.options)
    g.length, g.statements = len(order.text), len(report.statements)
    if kind == TEXT:
        return Response(table(report, order), content_type="text/plain; charset=utf-8")
    return _json(answer(report, order))


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


def _json(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False, separators=(",", ":")), content_type="application/json")
