"""The data files of the lexicon, as they are told from one another."""

from importlib.resources import files

import pytest

from service.lexicon.files import digest
from service.pipeline import engine

LEXICON = files("service.lexicon")
WORDS = sorted(
    f"{folder}/{path.name}" for folder in ("en", "press") for path in LEXICON.joinpath(folder).iterdir() if path.is_file()
)


@pytest.mark.parametrize("changed", WORDS)
def test_every_file_of_words_counts_in_the_engine_of_an_answer(changed, monkeypatch, tmp_path):
    told = engine("rules")["lexicon"]
    for path in WORDS:
        copy = tmp_path / path
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(LEXICON.joinpath(path).read_bytes() + (b"\n" if path == changed else b""))
    monkeypatch.setattr("service.lexicon.files.files", lambda _: tmp_path)
    assert digest(["en", "press"]) != told


def test_the_encoder_counts_only_where_it_decides():
    assert engine("rules")["lexicon"] == digest(["en", "press"])
    assert engine("neural")["lexicon"] == digest(["en", "en/encoder", "press"])
