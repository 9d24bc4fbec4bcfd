"""The contract against the running service: every example, and cases that schemathesis makes of it, by all its checks.

More cases than here are made with CASES=1000 in the environment, for each address and way of making them.
"""

import json
import os
from urllib.parse import urlencode

import pytest
import schemathesis
import yaml
from conftest import ROOT
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from test_openapi import holds

CONTRACT = yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))
CASES = int(os.environ.get("CASES", "8"))
# An address may be right or wrong: where it is too long to be read, it is refused with 414.
CHECKS = {
    "negative_data_rejection": {"expected-statuses": [400, 405, 406, 414, 415, 422]},
    "positive_data_acceptance": {"expected-statuses": ["2xx", 414]},
}
schema = schemathesis.openapi.from_dict(CONTRACT, config=schemathesis.Config.from_dict({"checks": CHECKS}))


@schemathesis.serializer("application/x-ndjson")
def _as_it_is(context, value):
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()


def examples():
    for path, operations in CONTRACT["paths"].items():
        for operation in operations.values():
            for kind, content in operation.get("requestBody", {}).get("content", {}).items():
                told = [example["value"] for example in content.get("examples", {}).values()]
                for example in [*told, *([content["example"]] if "example" in content else [])]:
                    yield path, kind, example


@pytest.mark.parametrize(("path", "kind", "example"), list(examples()))
def test_every_example_of_a_request_is_answered_as_the_contract_says(service, path, kind, example):
    body = example if isinstance(example, str) else urlencode(example) if "form" in kind else json.dumps(example)
    answer = service.ask("POST", path, body.encode(), Content_Type=kind)
    assert answer.status == 200
    told = [json.loads(line) for line in answer.text.splitlines()] if "ndjson" in kind else [answer.json()]
    found = [answer for one in told for answer in one.get("answers", [one])]
    assert all(holds("Answer", each) for each in found)
    assert found[0]["statements"]


def test_every_body_of_a_request_has_an_example():
    kinds = {(path, kind) for path, kind, _ in examples()}
    assert kinds == {
        (path, kind)
        for path, operations in CONTRACT["paths"].items()
        for operation in operations.values()
        for kind in operation.get("requestBody", {}).get("content", {})
    }


def test_every_example_of_an_error_is_one():
    for response in CONTRACT["components"]["responses"].values():
        if "application/problem+json" in response["content"]:
            assert holds("Problem", response["content"]["application/problem+json"]["example"])


def is_fair(case):
    """Whether a case breaks the contract where it says it does.

    No bytes can break a body that may be any text, as one under curl's default type is that is no form; and a bad article of a
    batch is told in its place, with the others answered.
    """
    body = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    broken = body is not None and body.mode is GenerationMode.NEGATIVE
    return not (broken and (case.path.endswith("/batch") or case.media_type not in {"application/json", None}))


@schema.parametrize()
@settings(max_examples=CASES, deadline=None, derandomize="CASES" not in os.environ, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_the_contract(service, case):
    base = f"http://127.0.0.1:{service.port}"
    if is_fair(case):
        case.call_and_validate(base_url=base)
    else:
        assert case.call(base_url=base).status_code < 500
