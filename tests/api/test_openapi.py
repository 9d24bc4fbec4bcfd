"""The contract in the repository is what the schemas say, and it holds."""

import json
from pathlib import Path

import pytest
import yaml
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from docs import openapi
from service.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))


def holds(schema, value):
    return not list(
        OAS31Validator({"$ref": f"#/components/schemas/{schema}", "components": CONTRACT["components"]}).iter_errors(value)
    )


def test_the_contract_is_valid_openapi():
    OpenAPIV31SpecValidator(CONTRACT).validate()
    assert CONTRACT["info"]["version"] == VERSION


def test_the_contract_is_what_the_schemas_say():
    """Where this fails, `make openapi` writes it anew."""
    contract = openapi.document()
    assert openapi.YAML.read_text("utf-8") == openapi.as_yaml(contract)
    assert openapi.JSON.read_text("utf-8") == openapi.as_json(contract)


def test_both_forms_of_the_contract_are_the_same():
    assert json.loads((ROOT / "service" / "api" / "openapi.json").read_text("utf-8")) == CONTRACT
    assert (ROOT / "service" / "api" / "openapi.yaml").read_bytes() == (ROOT / "openapi.yaml").read_bytes()


def test_every_address_is_in_the_contract():
    from service.api.app import create_app

    rules = [rule for rule in create_app().url_map.iter_rules() if not rule.endpoint.startswith("page.")]  # those are for people
    served = {rule.rule: (rule.methods or set()) - {"HEAD", "OPTIONS"} for rule in rules}
    told = {path: {method.upper() for method in operations} for path, operations in CONTRACT["paths"].items()}
    assert served == told


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ""),
        ("“We sail in May,” Reuters quoted Mayor Ada Lind as saying. “Not before,” she added.", "?explain=1"),
        ("a" * 2_000, ""),
    ],
)
def test_answers_keep_the_contract(service, text, query):
    assert holds("Answer", service.post(text, query).json())


def test_the_other_answers_keep_the_contract(service):
    assert holds("Info", service.get("/v1/info").json())
    assert holds("Outlets", service.get("/v1/outlets").json())
    assert holds("Status", service.get("/healthz").json())


@pytest.mark.parametrize("body", [b"{", b'{"text": 1}', b" " * (8 * 1024 * 1024 + 1)])
def test_errors_keep_the_contract(service, body):
    assert holds("Problem", service.post(body, kind="application/json").json())


def test_values_added_later_to_an_answer_would_keep_the_contract(service):
    answer = service.post("“We sail in May,” Reuters quoted Mayor Ada Lind as saying.").json()
    answer["statements"][0]["kind"] = "sung"
    answer["surprise"] = 1
    assert holds("Answer", answer)


def test_the_contract_says_how_javascript_counts():
    assert "JavaScript" in CONTRACT["info"]["description"]
    assert "utf16" in CONTRACT["info"]["description"]
