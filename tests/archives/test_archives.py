"""Whole archives, as the command reads them."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet
import pytest
from conftest import ROOT
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from service.contract.answers import answer
from service.contract.orders import read_order
from service.pipeline import attribute

# The library that writes the WARC files here forgets to close its buffers.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

COMMAND = [sys.executable, "-m", "service.cli.archive_command", "--tagger", "rules", "--quiet"]


def article(number):
    return f"Ferry {number} to return\n\n“We sail on {number} May,” Reuters quoted Mayor Ada Lind as saying.\n"


def run(*arguments, workers=2):
    done = subprocess.run([*COMMAND, f"--workers={workers}", *map(str, arguments)], cwd=ROOT, capture_output=True, timeout=120)
    return done.returncode, done.stderr.decode()


def expected(text, **members):
    order = read_order({"text": text, **members}, tagger="rules")
    return answer(attribute(order.text, order.options), order)


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def jsonl(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def zst(content):
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(content)
    return sink.getvalue().to_pybytes()


def parquet(*rows):
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_pylist(list(rows)), sink, row_group_size=2)
    return sink.getvalue()


def warc(*entries, packed=True):
    """Entries of type, content type and content -> a WARC of them."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=packed)
    for number, (kind, form, content) in enumerate(entries):
        headers = StatusAndHeaders("200 OK", [("Content-Type", form)], protocol="HTTP/1.1") if kind == "response" else None
        address = f"dns:{number}" if kind == "dns" else f"https://example.org/{number}"
        kind = "response" if kind == "dns" else kind
        payload = io.BytesIO(content.encode("cp1251" if "1251" in form else "utf-8"))
        writer.write_record(writer.create_warc_record(address, kind, payload, warc_content_type=form, http_headers=headers))
    return sink.getvalue()


ROWS = [{"id": str(number), "text": article(number), "content": "x", "other": {"a": 1}} for number in range(3)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", jsonl(*ROWS)),
        ("a.jsonl", b"\n" + jsonl(*ROWS[:1]) + b" \n" + jsonl(*ROWS[1:])[:-1]),
        ("a.NDJSON.gz", gzip.compress(jsonl(*ROWS[:1])) + gzip.compress(jsonl(*ROWS[1:]))),
        ("a.jsonl.zst", zst(jsonl(*ROWS))),
        ("a.parquet", parquet(*ROWS)),
    ],
    ids=["jsonl", "blank lines", "gz", "zst", "parquet"],
)
def test_every_article_of_an_archive_is_answered_as_it_would_be_alone(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert run(tmp_path / name, "-o", tmp_path / "out") == (0, "")
    assert lines(tmp_path / "out") == [expected(row["text"], id=row["id"]) for row in ROWS]


def test_pages_and_texts_of_web_archives_are_read_and_the_rest_passed_over(tmp_path):
    page = f"<html><head><title>Ж</title></head><body><p>{article(1)}</p></body></html>"
    (tmp_path / "a.warc.gz").write_bytes(
        warc(
            ("request", "text/html", "GET /"),
            ("response", "text/html; charset=windows-1251", page.replace("“", '"').replace("”", '"')),
            ("response", "image/png", "png"),
            ("metadata", "text/plain", "x"),
            ("dns", "text/dns", "20250314 example.org. 300 IN A 192.0.2.1"),
        )
    )
    (tmp_path / "b.wet").write_bytes(warc(("conversion", "text/plain", article(2)), packed=False))
    assert run(tmp_path / "a.warc.gz", tmp_path / "b.wet", "-o", tmp_path / "out") == (0, "")
    first, second = lines(tmp_path / "out")
    assert (first["id"], first["page"]["title"]) == ("https://example.org/1", "Ж")
    assert second == expected(article(2), id="https://example.org/0")


def test_columns_may_have_other_names_and_options_hold_for_all(tmp_path):
    (tmp_path / "a.parquet").write_bytes(
        parquet({"url": 7, "content": article(1), "head": "x"}, {"url": 8, "content": None, "head": "x"})
    )
    code, _ = run(tmp_path / "a.parquet", "-o", tmp_path / "out", "--names=text=content,id=url,title=head", "--explain")
    assert code == 1
    assert lines(tmp_path / "out") == [expected(article(1), id="7", title="x", explain=True)]
    (error,) = lines(tmp_path / "out.errors")
    assert error["record"] == 2


BAD = b'{"text": 5}\n[]\n{"text": "half \\ud83d"}\nnonsense the minister said\n{"txt": "a"}\n' + b"[" * 50_000 + b"\n\xff\n"


def test_what_cannot_be_read_stands_in_the_errors_file_and_costs_nothing_else(tmp_path):
    (tmp_path / "bad.jsonl").write_bytes(jsonl(ROWS[0]) + BAD + jsonl(ROWS[1]))
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(jsonl(*ROWS) * 20)[:-20])
    (tmp_path / "cut.jsonl.zst").write_bytes(zst(jsonl(*ROWS))[:-5])
    (tmp_path / "cut.parquet").write_bytes(parquet(*ROWS)[:-9])
    (tmp_path / "cut.warc.gz").write_bytes(warc(("conversion", "text/plain", article(2) * 99))[:-40])
    (tmp_path / "strange.tar").write_bytes(b"x")
    (tmp_path / "whole.jsonl").write_bytes(jsonl(ROWS[2]))
    names = ["bad.jsonl", "cut.jsonl.gz", "cut.jsonl.zst", "cut.parquet", "cut.warc.gz", "strange.tar", "whole.jsonl"]
    assert run(*[tmp_path / name for name in names], "-o", tmp_path / "out", "--errors", tmp_path / "e") == (1, "")
    found = [told["id"] for told in lines(tmp_path / "out")]
    assert found[:2] == ["0", "1"]
    assert found[-1] == "2"
    assert len(found) > 3
    errors = lines(tmp_path / "e")
    assert [(os.path.basename(error["archive"]), error["record"]) for error in errors[:7]] == [
        ("bad.jsonl", number) for number in range(2, 9)
    ]
    assert [os.path.basename(error["archive"]) for error in errors[7:]] == names[1:6]
    assert "minister" not in (tmp_path / "e").read_text()


@pytest.mark.parametrize("order", [[], ["--unordered"]], ids=["ordered", "unordered"])
def test_a_run_that_is_killed_goes_on_with_nothing_lost_and_nothing_doubled(tmp_path, order):
    rows = [{"text": article(number)} for number in range(1_000)]
    (tmp_path / "a.jsonl").write_bytes(jsonl(*rows, {"text": 5}))
    whole = [*COMMAND, str(tmp_path / "a.jsonl"), "--workers=2", *order]
    command = [*whole, "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT) as process:
        deadline = time.monotonic() + 60
        while not (tmp_path / "out.progress").exists() and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert not json.loads((tmp_path / "out.progress").read_text())["finished"]
    with (tmp_path / "out").open("ab") as file:
        file.write(b'{"id": "half a li')
    assert subprocess.run(command, cwd=ROOT, timeout=120, check=False).returncode == 1
    found = (tmp_path / "out").read_bytes().splitlines()
    assert subprocess.run([*whole, "-o", str(tmp_path / "undisturbed")], cwd=ROOT, timeout=120, check=False).returncode == 1
    undisturbed = (tmp_path / "undisturbed").read_bytes().splitlines()
    assert len(found) == 1_000
    assert (sorted(found) if order else found) == (sorted(undisturbed) if order else undisturbed)
    assert len(lines(tmp_path / "out.errors")) == 1


def test_an_output_is_never_overwritten_unasked(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(jsonl(ROWS[0]))
    (tmp_path / "b.jsonl").write_bytes(jsonl(ROWS[1]))
    out = tmp_path / "out"
    out.write_text("precious")
    assert run(tmp_path / "a.jsonl", "-o", out)[0] == 2
    assert out.read_text() == "precious"
    assert run(tmp_path / "a.jsonl", "-o", out, "--restart") == (0, "")
    written = out.read_bytes()
    assert run(tmp_path / "a.jsonl", "-o", out) == (0, "")
    assert out.read_bytes() == written
    code, complaint = run(tmp_path / "b.jsonl", "-o", out)
    assert (code, out.read_bytes()) == (2, written)
    assert "--restart" in complaint
