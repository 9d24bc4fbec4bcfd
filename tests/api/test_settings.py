"""What an operator can set, and what a slip there says."""

import re
from pathlib import Path

import pytest

from service.api.settings import Settings, SettingsError, read_serving, read_settings

README = Path(__file__).resolve().parents[2] / "README.md"
NAMES = ("HOST", "PORT", "WEB_CONCURRENCY", "MAX_BODY_BYTES", "MAX_TEXT_LENGTH", "TIME_BUDGET_SECONDS")


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
    ],
)
def test_a_bad_setting_is_named_with_what_it_holds(name, value):
    with pytest.raises(SettingsError, match=f"{name} is {re.escape(repr(value))}"):
        read_serving({name: value})


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_told_in_the_readme(name):
    assert f"| `{name}` |" in README.read_text("utf-8")
