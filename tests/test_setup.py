"""The package holds what the service needs, and nothing needs this checkout."""

import json
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
from conftest import ROOT, procfile_line


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A copy of the sources, so that building leaves nothing in the checkout."""
    copy = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "service", copy / "service", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "openapi.yaml"):
        shutil.copy(ROOT / name, copy)
    return copy


@pytest.fixture(scope="module")
def package(source, tmp_path_factory):
    """The package as `pip install .` builds it."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(place), str(source)], check=True, capture_output=True, timeout=120)
    (built,) = place.glob("*.whl")
    return zipfile.ZipFile(built)


def test_every_file_of_the_service_is_in_the_package(source, package):
    files = {path.relative_to(source).as_posix() for path in (source / "service").rglob("*") if path.is_file()}
    assert files - set(package.namelist()) == set()


def test_the_package_holds_the_contract(package):
    assert package.read("service/api/openapi.yaml") == (ROOT / "openapi.yaml").read_bytes()


def test_the_package_needs_four_libraries(package):
    (name,) = (name for name in package.namelist() if name.endswith("/METADATA"))
    needs = re.findall(r"^Requires-Dist: ([\w-]+)(?!.*extra ==)", package.read(name).decode(), re.MULTILINE)
    assert sorted(needs) == ["flask", "gunicorn", "marshmallow", "regex"]


def test_the_procfile_serves_with_gunicorn():
    assert procfile_line()[0] == "gunicorn"


def test_the_container_serves_as_the_procfile_does_from_files_that_are_there():
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    (command,) = (line for line in lines if line.startswith("CMD "))
    assert json.loads(command.removeprefix("CMD ")) == procfile_line()
    copied = {name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]}
    assert {name for name in copied if not (ROOT / name).exists()} == set()


def test_ci_runs_every_check():
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")
