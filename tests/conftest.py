"""The service as its users meet it: served by gunicorn through the Procfile's line, asked over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# How long an example takes says more of the machine than of what is tested; what must be quick is measured in its own tests.
hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60  # a cold start on a loaded machine


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]  # by lower-case name
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Service:
    """A running service."""

    port: int
    log: Path
    pid: int  # of the process that watches over the workers

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Method, path, body (an iterator is sent in chunks) and headers (`_` for `-`) -> the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, body: Any, query: str = "", kind: str = "text/plain", **headers: str) -> Answer:
        """Article, or any body of the given type -> the answer of the attribution endpoint."""
        encoded = body.encode() if isinstance(body, str) else body
        return self.ask("POST", f"/v1/attributions{query}", encoded, Content_Type=kind, **headers)

    def post_json(self, query: str = "", **members: Any) -> Answer:
        """Members of the JSON request -> the answer of the attribution endpoint."""
        return self.post(json.dumps(members), query, "application/json")

    def send(self, raw: bytes, end: bool = False) -> bytes:
        """Bytes as they go over the line, and whether the line then ends -> the bytes that come back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(raw)
            if end:
                line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def journal(self, request_id: str) -> list[dict[str, Any]]:
        """Id of a request -> its lines in the log; waits until the first is there."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            lines = [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
            if found := [line for line in lines if line["request_id"] == request_id]:
                return found
            time.sleep(0.02)
        raise AssertionError(f"no line for {request_id} in the log")


def wait(until: Callable[[], object]) -> None:
    """What is to be true -> returns once it is; fails where that takes longer than on any machine."""
    deadline = time.monotonic() + START_SECONDS
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def procfile_line() -> list[str]:
    line = re.search(r"^web: *(.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE)
    assert line
    return shlex.split(line[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(log: Path, app: str | None = None, **settings: str) -> Iterator[Service]:
    """Log file, another application than the Procfile's, and environment variables -> the service, until the block ends."""
    port = _free_port()
    command = procfile_line()
    command[-1] = app or command[-1]
    paths = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "tests" / "api")}
    environment = os.environ | paths | {"HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "2"} | settings
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    service = Service(port, log, process.pid)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                service.get("/healthz")
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"the service did not start:\n{log.read_text()[-4000:]}", pytrace=False)
                time.sleep(0.05)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Service]]:
    """Starts further services, with settings of their own, that run until the session ends."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(running(tmp_path_factory.mktemp("service") / "log", **options))


@pytest.fixture(scope="session")
def service(start: Callable[..., Service]) -> Service:
    """The service as it is by default."""
    return start()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the README's answers anew instead of comparing them")
