"""What the README shows is what the service answers."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

from service.lexicon.rules import rules
from service.model import Mode
from service.pipeline import Options, attribute
from tests.markup import parse

README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n\$ (?P<command>.+)\n(?P<answer>(?:(?!```).*\n)*)```$", re.MULTILINE)
FORMS = re.compile(r"(?P<begin><!-- forms: begin -->\n)(?:.*\n)*?(?P<end><!-- forms: end -->)")
LEXICON = re.compile(r'("lexicon": ")[0-9a-f]+"')  # changes with every word of the data


def answered(command, service, home):
    """A command of the README -> what it prints when it asks the given service."""
    run = subprocess.run(
        ["sh", "-c", command.replace("localhost:8000", f"127.0.0.1:{service.port}")],
        cwd=ROOT,
        env=os.environ | {"HOME": str(home)},  # where curl would find settings of the user
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return LEXICON.sub(r'\1…"', run.stdout)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the README's commands need curl")
def test_the_readme_shows_what_the_service_answers(service, tmp_path, request):
    """Where this fails and the new answers are right, `make readme` writes them into the README."""
    shown = README.read_text("utf-8")
    true = BLOCK.sub(lambda block: f"```console\n$ {block['command']}\n{answered(block['command'], service, tmp_path)}```", shown)
    if request.config.getoption("--rewrite"):
        README.write_text(true, "utf-8")
    else:
        assert len(BLOCK.findall(shown)) >= 2
        assert shown == true


def who(statement):
    """A statement -> who says it, by which way: the speaker, then the outlets from the origin to the reader."""
    name = statement.speaker.name if statement.speaker else "nobody named"
    withheld = " (name withheld)" if statement.speaker and statement.speaker.anonymous else ""
    outlets = [link.name for link in statement.chain[:-1]]
    return name + withheld + "".join(f", via {outlet}" for outlet in reversed(outlets))


def shown_in_bold(text, statement):
    """Text and a statement in it -> the paragraphs that hold the statement, what was said in bold, as one cell of a table."""
    contents = statement.contents
    spans = [*contents, *filter(None, (statement.cue, statement.source))]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    for span in sorted(contents, reverse=True):
        text = f"{text[: span.start]}**{text[span.start : span.end]}**{text[span.end :]}"
    begin, end = text.rfind("\n\n", 0, first) + 1, text.find("\n\n", last + 4 * len(contents))
    return re.sub(r"\s*\n\s*", " ⏎ ", text[begin : end if end >= 0 else None].strip()).replace("|", "\\|")


def form_row(rule):
    """A closed form -> its row: what it is, its first example, who said what stands there in bold."""
    text = parse(rule.examples[0]).text
    statements = attribute(text, Options(tagger="rules", modes=frozenset(Mode))).statements
    found = [statement for statement in statements if statement.reasons[0].rule == rule.id]
    if not found:
        assert rule.content == "veto", f"{rule.id} decides nothing in its first example"
        told = " ⏎ ".join(filter(None, text.split("\n\n")[:1]))
        return f"| {rule.says} | {told} | no statement |"
    return f"| {rule.says} | {shown_in_bold(text, found[0])} | {who(found[0])} |"


def test_the_readme_shows_what_comes_out_of_each_closed_form(request):
    """Where this fails and the new rows are right, `make readme` writes them into the README."""
    rows = [form_row(rule) for rule in rules("en").every]
    table = "\n".join(["| form | example, with what was said in bold | who said it |", "|---|---|---|", *rows])
    shown = README.read_text("utf-8")
    true = FORMS.sub(lambda block: f"{block['begin']}{table}\n{block['end']}", shown)
    assert FORMS.search(shown)
    if request.config.getoption("--rewrite"):
        README.write_text(true, "utf-8")
    else:
        assert shown == true


@pytest.mark.parametrize(
    ("language", "command"),
    [("python", [sys.executable, "-"]), ("javascript", ["node", "--input-type=module", "-"])],
)
def test_a_client_of_the_readme_prints_what_the_readme_says(service, language, command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"the README's client in {language} needs {command[0]}")
    shown = README.read_text("utf-8")
    blocks = re.findall(rf"^```{language}\n(.+?)^```$", shown, re.MULTILINE | re.DOTALL)
    (client,) = [block for block in blocks if "localhost:8000" in block]
    (printed,) = re.findall(r"^Either prints:\n\n```\n(.+?)^```$", shown, re.MULTILINE | re.DOTALL)
    asked = client.replace("localhost:8000", f"127.0.0.1:{service.port}")
    run = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60)
    assert run.stdout == printed


def test_the_readme_shows_the_line_that_serves():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"^make (\w+)", README.read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)
