"""What the README shows is what the service answers."""

import os
import re
import shutil
import subprocess

import pytest
from conftest import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n\$ (?P<command>.+)\n(?P<answer>(?:(?!```).*\n)*)```$", re.MULTILINE)
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


def test_the_readme_shows_the_line_that_serves():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"^make (\w+)", README.read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)
