"""What an operator can set, and what a slip there says."""

import re
from pathlib import Path

import pytest

from service.api.settings import Settings, SettingsError, read_serving, read_settings

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
NAMES = re.findall(r'"([A-Z][A-Z_]+)"', (ROOT / "service" / "api" / "settings.py").read_text("utf-8"))


def test_without_settings_the_defaults_hold():
    assert read_settings({}) == read_settings({"MAX_BODY_BYTES": " "}) == Settings()
    serving = read_serving({})
    assert (serving.host, serving.port) == ("0.0.0.0", 8000)
    assert serving.workers >= 1


def test_settings_are_read_from_the_environment():
    assert read_settings({"MAX_BODY_BYTES": "4096", "MAX_TEXT_LENGTH": "1000", "TIME_BUDGET_SECONDS": "2.5"}) == Settings(
        4096, 1000, 2.5
    )
    serving = read_serving({"HOST": "127.0.0.1", "PORT": "80", "WEB_CONCURRENCY": "3", "TIME_BUDGET_SECONDS": "100"})
    assert (serving.host, serving.port, serving.workers) == ("127.0.0.1", 80, 3)


def test_a_worker_is_not_ended_before_its_time_budget():
    assert read_serving({"TIME_BUDGET_SECONDS": "100"}).timeout > 100


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_BODY_BYTES", "2MB"),
        ("MAX_BODY_BYTES", "0"),
        ("MAX_BODY_BYTES", "-1"),
        ("MAX_BODY_BYTES", "nan"),
        ("MAX_BODY_BYTES", "2000.5"),
        ("MAX_TEXT_LENGTH", "inf"),
        ("TIME_BUDGET_SECONDS", "0"),
        ("TIME_BUDGET_SECONDS", "soon"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("WEB_CONCURRENCY", "0"),
        ("MAX_WAIT_SECONDS", "-1"),
        ("MAX_BATCH_ARTICLES", "many"),
        ("RATE_LIMIT_PER_MINUTE", "1.5"),
    ],
)
def test_a_bad_setting_is_named_with_what_it_holds(name, value):
    with pytest.raises(SettingsError, match=f"{name} is {re.escape(repr(value))}"):
        read_serving({name: value})


KEY = f"desk:{'0' * 64}"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"API_KEYS": "desk:secret"}, "API_KEYS, line 1, is not NAME:HASH"),
        ({"API_KEYS": f"{KEY},:"}, "API_KEYS, line 1, is not NAME:HASH"),
        ({"API_KEYS_FILE": "/nowhere/keys"}, "API_KEYS_FILE cannot be read"),
        ({"API_KEYS": KEY, "API_KEYS_FILE": "/nowhere/keys"}, "keep one of them"),
        ({"RATE_LIMIT_PER_MINUTE": "60"}, "set API_KEYS"),
        ({"CORS_ORIGINS": "example.org"}, "CORS_ORIGINS holds 'example.org'"),
        ({"CORS_ORIGINS": "https://a.example, https://b.example/path"}, "https://b.example/path"),
    ],
)
def test_settings_that_cannot_be_obeyed_stop_the_start(environment, words):
    with pytest.raises(SettingsError, match=words) as raised:
        read_serving(environment)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_told_in_the_readme(name):
    assert f"| `{name}` |" in README.read_text("utf-8")
