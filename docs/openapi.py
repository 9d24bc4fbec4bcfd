"""openapi.yaml and its JSON twin, written from the schemas: python -m docs.openapi."""

from __future__ import annotations

import json
from copy import deepcopy
from http import HTTPStatus
from pathlib import Path
from typing import Any

import yaml
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from service.contract import answer_schemas, request_schemas
from service.version import VERSION

NDJSON = "application/x-ndjson"

ROOT = Path(__file__).resolve().parent.parent
YAML = ROOT / "openapi.yaml"  # the package holds a link to it, so that there is one
JSON = ROOT / "service" / "api" / "openapi.json"

DESCRIPTION = """\
The text of a news article in, its attributed statements out: who said what, through which outlet, by which chain, how sure,
and at which characters.

**Offsets** count Unicode code points of the article as it was sent, unless `offset_unit` says otherwise. JavaScript, Java and C#
count UTF-16 units: ask for `utf16` there, or every span after an emoji will be shifted.

**Enumerations of answers are open**: accept values that are added later.

**Privacy**: no text is stored or logged, and the service opens no connection of its own.
"""

REQUEST_ID = "Names the request in the log: yours, where it is `[A-Za-z0-9/+_=-]{1,128}`, else a new one."

BODY = """\
JSON with the options in it, or the article alone with the options in the query. What a JSON body says goes before what the query
says. Under curl's default type `application/x-www-form-urlencoded`, a body that starts with `text=` or `html=` and has neither
white space nor bytes beyond ASCII is a form; one that starts with `<!doctype html` or `<html` is a page; any other is the article
itself. HTML is read where the extra `html` is installed, else it is a 415.
"""

BATCH = """\
The answer has one object for each article, in their order, and begins before the last article has come: read while you send.
An article that cannot be answered is a problem object, as of an error, with its `index`, counted from 0; the others are answered
all the same. Where the body breaks off or goes beyond a limit, the last object tells it. Options in the query hold for all
articles that do not say otherwise.
"""

QUOTED = "“We sail in May,” Reuters quoted Mayor Ines Aldarro as saying."

ERRORS = {
    "400": "The body cannot be read: no JSON, no UTF-8, or broken off.",
    "401": "Keys are set, and none of them came: `Authorization: Bearer KEY`.",
    "404": "There is nothing here.",
    "406": "The `Accept` header takes none of the forms that the answer has.",
    "408": "The body came too slowly.",
    "411": "Neither `Content-Length` nor chunks.",
    "413": "Too large; `limit` and `size` say by how much.",
    "414": "The address is too long: options fit into JSON.",
    "415": "A type that is not read; `detail` has a curl line that works.",
    "422": "Readable, but not what this service takes; `errors` says where.",
    "429": "The key has sent as many articles as it may; `Retry-After` says when the next may come.",
    "500": "The service failed; the request id finds it in the log.",
    "503": "The service is not ready, or has as much to read as it can; `Retry-After` says when to ask again.",
}


class _Dumper(yaml.SafeDumper):
    """Writes paragraphs as paragraphs."""

    def represent_str(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.add_representer(str, _Dumper.represent_str)


def document() -> dict[str, Any]:
    """Nothing -> the OpenAPI 3.1 document of the service, as the schemas have it."""
    spec = APISpec(
        title="Source attribution for news text",
        version=VERSION,
        openapi_version="3.1.0",
        info={"description": DESCRIPTION, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        plugins=[MarshmallowPlugin(schema_name_resolver=_name)],
        servers=[{"url": "/"}],
    )
    spec.components.header("RequestId", {"description": REQUEST_ID, "schema": {"type": "string"}})
    for code, detail in ERRORS.items():
        response = _response(detail, answer_schemas.ProblemSchema, "application/problem+json")
        response["content"]["application/problem+json"]["example"] = _problem(int(code), detail)
        response["content"]["text/plain"] = {"schema": {"type": "string", "description": "One line, for clients that take text."}}
        if code == "414":  # told by gunicorn, before the service sees the request
            response = {"description": detail, "content": {"text/html": {}}}
        if code in ("429", "503"):
            response["headers"]["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
        spec.components.response(f"Problem{code}", response)
    spec.components.header("RetryAfter", {"description": "Seconds to wait before asking again.", "schema": {"type": "integer"}})
    spec.components.security_scheme("key", {"type": "http", "scheme": "bearer", "description": "Where the operator set keys."})
    spec.components.schema("BatchProblem", schema=answer_schemas.BatchProblemSchema)
    spec.path("/v1/attributions", operations={"post": _post(spec)})
    spec.path("/v1/attributions/batch", operations={"post": _batch(spec)})
    for path, operation in _gets(spec).items():
        spec.path(path, operations={"get": operation})
    found = spec.to_dict()
    known = vars(request_schemas) | vars(answer_schemas)
    for name, schema in found["components"]["schemas"].items():
        schema.pop("additionalProperties", None)  # answers may gain members
        schema["description"] = known[f"{name}Schema"].__doc__
    for path, operations in found["paths"].items():
        for operation in operations.values():
            operation["tags"] = ["Articles" if path.startswith("/v1/attributions") else "The service"]
    article = found["components"]["schemas"]["Article"]
    article["additionalProperties"] = False
    found["components"]["schemas"]["Batch"]["additionalProperties"] = False
    article["oneOf"] = [{"required": ["text"]}, {"required": ["html"]}]
    content = found["paths"]["/v1/attributions"]["post"]["requestBody"]["content"]
    content["application/x-www-form-urlencoded"] |= _form(article)
    return {part: found[part] for part in ("openapi", "info", "servers", "paths", "components")}


def as_yaml(contract: dict[str, Any]) -> str:
    """OpenAPI document -> the same as YAML, in the order it was written."""
    return yaml.dump(contract, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def as_json(contract: dict[str, Any]) -> str:
    """OpenAPI document -> the same as JSON."""
    return json.dumps(contract, ensure_ascii=False, separators=(",", ":")) + "\n"


def _name(schema: type[Schema] | Schema) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Schema")


def _response(description: str, schema: type[Schema], kind: str = "application/json") -> dict[str, Any]:
    return {
        "description": description,
        "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestId"}},
        "content": {kind: {"schema": schema}},
    }


def _problem(status: int, detail: str) -> dict[str, Any]:
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return {**told, "request_id": "8f1c7e1f2a4b4c0e9d3a5b6c7d8e9f00", "errors": []}


def _problems(*codes: str) -> dict[str, Any]:
    return {code: {"$ref": f"#/components/responses/Problem{code}"} for code in sorted(codes)}


def _post(spec: APISpec) -> dict[str, Any]:
    answered = _response("The statements of the article.", answer_schemas.AnswerSchema)
    answered["content"]["text/plain"] = {"schema": {"type": "string", "description": "A table for people, 100 columns wide."}}
    return {
        "operationId": "attribute",
        "summary": "One article in, its statements out",
        "security": _KEYS,
        "parameters": [*_parameters(spec, request_schemas.OptionsSchema), _FORMAT],
        "requestBody": {
            "required": True,
            "description": BODY,
            "content": {
                "application/json": {
                    "schema": request_schemas.ArticleSchema,
                    "examples": {
                        "text": {"value": {"text": QUOTED, "offset_unit": "utf16", "explain": True}},
                        "page": {"value": {"html": f"<html><body><article><p>{QUOTED}</p></article></body></html>"}},
                    },
                },
                "text/plain": {"schema": {"type": "string"}, "example": QUOTED},
                "text/html": {
                    "schema": {"type": "string"},
                    "example": f"<html><body><article><p>{QUOTED}</p></article></body></html>",
                },
                "application/x-www-form-urlencoded": {"schema": request_schemas.ArticleSchema, "example": {"text": QUOTED}},
            },
        },
        "responses": {"200": answered}
        | _problems(*_COUNTED, "400", "406", "408", "411", "413", "414", "415", "422", "500", "503"),
    }


def _batch(spec: APISpec) -> dict[str, Any]:
    line = {"type": "string", "description": "One `Answer` or `BatchProblem` a line, in the order of the articles."}
    answered = _response("An answer or a problem object for each article, in order.", answer_schemas.BatchAnswerSchema)
    answered["content"][NDJSON] = {"schema": line}
    return {
        "operationId": "attributeBatch",
        "summary": "Many articles in, their answers out, each as soon as it is there",
        "description": BATCH,
        "security": _KEYS,
        "parameters": _parameters(spec, request_schemas.SharedOptionsSchema),
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": request_schemas.BatchSchema,
                    "example": {"articles": [{"id": "1", "text": QUOTED}, {"id": "2", "text": "No words of anybody."}]},
                },
                NDJSON: {
                    "schema": {"type": "string", "description": "One `Article` a line; blank lines are passed over."},
                    "example": f'{{"id": "1", "text": "{QUOTED}"}}\n{{"id": "2", "text": "No words of anybody."}}\n',
                },
            },
        },
        "responses": {"200": answered}
        | _problems(*_COUNTED, "400", "406", "408", "411", "413", "414", "415", "422", "500", "503"),
    }


_KEYS: list[dict[str, list[str]]] = [{}, {"key": []}]  # with a key or, where the operator set none, without
_GUARDED = ("401",)
_COUNTED = (*_GUARDED, "429")  # what takes articles

_FORMAT = {
    "in": "query",
    "name": "format",
    "description": "The form of the answer; goes before the `Accept` header.",
    "schema": {"type": "string", "enum": ["json", "text"]},
}


def _parameters(spec: APISpec, schema: type[Schema]) -> list[dict[str, Any]]:
    """Specification and schema -> its fields as query parameters; lists are separated by commas."""
    converter = next(plugin for plugin in spec.plugins if isinstance(plugin, MarshmallowPlugin)).converter
    assert converter is not None
    parameters: list[dict[str, Any]] = converter.schema2parameters(schema, location="query")
    for parameter in parameters:
        shape = parameter["schema"]
        if shape.get("type") == "array":
            parameter |= {"style": "form", "explode": False}
        _without_null(shape)
    return parameters


def _form(article: dict[str, Any]) -> dict[str, Any]:
    """Schema of an article -> the same as a form has it: without null, and with commas in its lists."""
    schema = deepcopy(article)
    lists = [name for name, shape in schema["properties"].items() if shape.get("type") == "array"]
    for shape in schema["properties"].values():
        _without_null(shape)
    return {"schema": schema, "encoding": {name: {"style": "form", "explode": False} for name in lists}}


def _without_null(shape: dict[str, Any]) -> None:
    """Schema of a field -> the same for where there is no null: what is not there is not given."""
    if isinstance(shape.get("type"), list):
        shape["type"] = "string"
        shape.pop("default", None)


def _gets(spec: APISpec) -> dict[str, dict[str, Any]]:
    return {
        "/v1/outlets": {
            "operationId": "outlets",
            "summary": "The outlets it knows",
            "security": _KEYS,
            "parameters": _parameters(spec, request_schemas.OutletQuerySchema),
            "responses": {"200": _response("A page of those that match, by name.", answer_schemas.OutletsSchema)}
            | _problems(*_GUARDED, "400", "414", "422", "500"),
        },
        "/v1/info": {
            "operationId": "info",
            "summary": "Version, languages, limits, enumerations",
            "security": _KEYS,
            "responses": {"200": _response("What this service is and takes.", answer_schemas.InfoSchema)}
            | _problems(*_GUARDED, "500"),
        },
        "/healthz": {
            "operationId": "health",
            "summary": "Whether the process lives",
            "responses": {"200": _response("It does.", answer_schemas.StatusSchema)},
        },
        "/readyz": {
            "operationId": "readiness",
            "summary": "Whether a sentence with a known answer comes out right",
            "responses": {"200": _response("It does.", answer_schemas.StatusSchema)} | _problems("500", "503"),
        },
        "/metrics": {
            "operationId": "metrics",
            "summary": "The figures of all workers, for Prometheus",
            "responses": {"200": {"description": "As Prometheus reads them.", "content": {"text/plain": {}}}}
            | _problems("404", "500"),
        },
        "/openapi.yaml": {
            "operationId": "contractYaml",
            "summary": "This document",
            "responses": {"200": {"description": "As YAML.", "content": {"application/yaml": {}}}},
        },
        "/openapi.json": {
            "operationId": "contractJson",
            "summary": "This document",
            "responses": {"200": {"description": "As JSON.", "content": {"application/json": {}}}},
        },
    }


def main() -> None:
    """Nothing -> both files written."""
    contract = document()
    YAML.write_text(as_yaml(contract), "utf-8")
    JSON.write_text(as_json(contract), "utf-8")


if __name__ == "__main__":
    main()
