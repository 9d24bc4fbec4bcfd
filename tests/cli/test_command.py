"""The command line, as it is called from a shell."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest
from conftest import ROOT

from service.cli.command import main

SAID = "“We sail in May,” Reuters quoted Mayor Ada Lind as saying.\n"
FERRY = f"Ferry to return\n\n{SAID}"
PAGE = f"<!doctype html><html><head><title>Ferry to return</title></head><body><article><p>{SAID}</p></article></body></html>"
COMMAND = [sys.executable, "-m", "service.cli", "--tagger", "rules"]


@pytest.fixture
def call(capfd, tmp_path, monkeypatch):
    """Runs the command with the given files beside it -> exit code, what it wrote, what it complained of."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, **files):
        for name, content in files.items():
            path = tmp_path / name.replace("_", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            code = main(["--tagger", "rules", *arguments])
        except SystemExit as end:
            code = end.code
        out, err = capfd.readouterr()
        return code, out, err

    return run


def test_a_file_gives_the_table(call):
    code, out, err = call("a.txt", a_txt=FERRY)
    assert (code, err) == (0, "")
    assert re.search(r"^line 3 · 0\.\d\d · direct · Mayor Ada Lind, via Reuters\n    We sail in May$", out, re.MULTILINE)
    assert "\x1b" not in out


def test_several_files_are_told_apart_in_their_order(call):
    out = call("b.txt", "a.txt", a_txt=FERRY, b_txt="Nothing.")[1]
    assert [line for line in out.splitlines() if line.startswith("==>")] == ["==> b.txt <==", "==> a.txt <=="]


def test_json_is_what_the_service_answers(call, service):
    told = json.loads(call("--json", "--explain", "a.txt", a_txt=FERRY)[1])
    told["engine"] = None
    with_rules = json.loads(call("--json", "--id=x", "a.txt", a_txt=FERRY)[1])
    assert set(told) == set(service.post(FERRY).json())
    assert told["id"] == "a.txt"
    assert with_rules["id"] == "x"
    assert told["statements"][0]["reasons"]


@pytest.mark.parametrize(
    ("names", "count"), [(["a.txt", "b.txt"], 2), (["a.txt", "none.txt"], 1), (["none.txt", "neither.txt"], 0)]
)
def test_json_of_several_files_is_one_list(call, names, count):
    assert len(json.loads(call("--json", *names, a_txt=FERRY, b_txt=FERRY)[1])) == count


def test_ndjson_is_an_answer_a_line_named_by_its_file(call):
    out = call("--ndjson", "a.txt", "b.txt", a_txt=FERRY, b_txt="")[1]
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("flags", "names"),
    [([], {"a_html": PAGE}), ([], {"a_txt": PAGE}), (["--html"], {"a_txt": PAGE[15:]}), ([], {"a_HTM": PAGE[15:]})],
)
def test_a_page_is_read_as_one(call, flags, names):
    (name,) = names
    told = json.loads(call("--json", *flags, name.replace("_", "."), **names)[1])
    assert told["page"]["title"] == "Ferry to return"
    assert told["text"].startswith("Ferry to return\n\n“We sail")


def test_a_page_may_be_read_as_text(call):
    assert "page" not in json.loads(call("--json", "--text", "a.html", a_html=PAGE)[1])


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("none.txt", None, "No such file"),
        (".", None, "Is a directory"),
        ("bad.txt", b"caf\xe9 said", "Byte 3 is not UTF-8"),
        ("bad\0.txt", None, "No such file"),
        ("big.html", b"<br>" * 100_001, "100001 tags"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_costs_no_other(call, name, content, complaint):
    files = {name.replace(".", "_"): content} if content else {}
    code, out, err = call("--ndjson", "a.txt", name, "b.txt", a_txt=FERRY, b_txt=FERRY, **files)
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a.txt", "b.txt"]
    assert err.startswith(f"source-attribution: {name}: ")
    assert complaint in err
    assert "caf" not in err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--min-confidence=2"], "--min-confidence: "),
        (["--min-confidence=high"], "--min-confidence: "),
        (["--modes=song"], "--modes: "),
        (["--sections=body,bodies"], "--sections: "),
        (["--offset-unit=bytes"], "--offset-unit: "),
        (["--language=xx"], "--language: "),
        (["--tagger=oracle"], "--tagger: "),
        (["--json", "--ndjson"], "--ndjson: "),
        (["--surprise"], "--surprise"),
    ],
)
def test_a_wrong_command_is_refused_before_anything_is_read(call, arguments, complaint):
    code, out, err = call(*arguments, "a.txt", a_txt=FERRY)
    assert (code, out) == (2, "")
    assert complaint in err


def test_the_options_are_those_of_the_service(call, service):
    asked = ["--modes=thought,speech", "--sections=body", "--offset-unit=utf8", "--publisher=Bay News", "--min-confidence=0.5"]
    out = call("--json", *asked, "--title=T", "--language=en-GB", "a.txt", a_txt="😀" + FERRY)[1]
    assert json.loads(out)["offset_unit"] == "utf8"
    assert json.loads(out)["statements"][0]["contents"][0]["start"] > len("😀" + FERRY[:17])
    parameters = service.get("/openapi.json").json()["paths"]["/v1/attributions"]["post"]["parameters"]
    names = {parameter["name"] for parameter in parameters} - {"format"}
    assert all(f"--{name.replace('_', '-')}" in call("--help")[1] for name in names)


def run(*arguments, **more):
    return subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True, timeout=60, **more)


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_an_article_may_come_through_a_pipe_whatever_the_locale(arguments):
    done = run(*arguments, input=FERRY.encode(), env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "via Reuters" in done.stdout.decode()


def test_a_reader_that_goes_away_is_no_failure():
    with subprocess.Popen([*COMMAND, "--ndjson", *["examples/ferry.txt"] * 200], cwd=ROOT, stdout=-1, stderr=-1) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize(
    ("flags", "settings", "colours"),
    [([], {}, True), ([], {"NO_COLOR": "1"}, False), ([], {"TERM": "dumb"}, False), (["--color=never"], {}, False)],
)
def test_a_terminal_gets_colours_and_its_own_width_unless_it_wants_none(flags, settings, colours):
    outer, inner = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"TERM": "xterm", "COLUMNS": "44", **settings}
    command = [*COMMAND, *flags, "examples/ferry.txt"]
    with subprocess.Popen(command, cwd=ROOT, stdin=inner, stdout=inner, stderr=inner, env=environment) as process:
        os.close(inner)
        shown = b""
        while True:
            try:
                piece = os.read(outer, 65536)
            except OSError:
                break
            shown += piece
            if not piece:
                break
    os.close(outer)
    assert process.returncode == 0
    told = shown.decode().replace("\r\n", "\n")
    assert ("\x1b[1;31m[ANONYMOUS]\x1b[0m" in told) == colours
    assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", told).splitlines())) <= 44
