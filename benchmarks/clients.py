"""The service as its clients meet it: started through the Procfile's line, asked by many at once, every answer kept."""

from __future__ import annotations

import asyncio
import os
import random
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from benchmarks.families import news

ROOT = Path(__file__).parent.parent

# Code points of articles as they come: flashes, reports of 650 words in the middle, long reads.
LENGTHS = (800, 1_500, 2_500, 3_500, 4_000, 4_000, 4_500, 6_000, 8_000, 14_000)
_START_SECONDS = 300  # on a machine with much else to do
_GIVEN_UP = 60.0  # seconds after which a client counts its request as lost


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request."""

    asked: float  # seconds on the monotonic clock
    seconds: float
    status: int  # 0: none came
    retry_after: bool
    failure: str  # "" with an answer; "refused": no connection was taken; else what broke a connection that was

    @property
    def word(self) -> str:
        """The status, or what happened instead."""
        return str(self.status) if self.status else self.failure


@dataclass(frozen=True, slots=True)
class Service:
    """A running service."""

    process: subprocess.Popen[bytes]
    port: int

    def workers(self) -> list[int]:
        """Nothing -> the ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children]


@contextmanager
def serving(log: Path | None = None, **settings: str) -> Iterator[Service]:
    """Log file and environment variables -> the service, until the block ends."""
    line = re.search(r"^web: *(.+)$", (ROOT / "Procfile").read_text("utf-8"), re.MULTILINE)
    assert line
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "2", **settings}
    with (log or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(shlex.split(line[1]), cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    service = Service(process, port)
    try:
        until = time.monotonic() + _START_SECONDS
        while asyncio.run(ask(port, b"", "/readyz", "GET")).status != HTTPStatus.OK:
            if process.poll() is not None or time.monotonic() > until:
                sys.exit("the service did not start")
            time.sleep(0.1)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_START_SECONDS)


def bodies(texts: Sequence[str]) -> list[bytes]:
    """Articles -> texts of the lengths that articles have, in an order that is always the same."""
    made = [news([*texts[start:], *texts[:start]], length).encode() for start, length in enumerate(LENGTHS)]
    random.Random(1).shuffle(made)
    return made


async def ask(port: int, body: bytes, path: str = "/v1/attributions", method: str = "POST") -> Answer:
    """Port, body, path and method -> what became of the request, over a connection of its own."""
    asked = time.monotonic()
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        async with asyncio.timeout(_GIVEN_UP):
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                return Answer(asked, time.monotonic() - asked, 0, False, "refused")
            try:
                writer.write(head.encode() + body)
                await writer.drain()
                received = await reader.read()
            finally:
                writer.close()
    except (OSError, TimeoutError) as error:
        return Answer(asked, time.monotonic() - asked, 0, False, type(error).__name__)
    return _answer(asked, received)


def _answer(asked: float, received: bytes) -> Answer:
    """What came back until the connection closed -> the answer, lost where it is not whole."""
    head, _, rest = received.partition(b"\r\n\r\n")
    length = re.search(rb"\r\nContent-Length: (\d+)", head)
    seconds = time.monotonic() - asked
    if not length or len(rest) != int(length[1]):
        return Answer(asked, seconds, 0, False, "cut off" if received else "no answer")
    return Answer(asked, seconds, int(head.split()[1]), b"\r\nRetry-After: " in head, "")


async def closed(port: int, sent: Sequence[bytes], clients: int, seconds: float) -> list[Answer]:
    """Clients that each ask again as soon as they are answered -> all answers."""
    end = time.monotonic() + seconds
    found: list[Answer] = []

    async def client(number: int) -> None:
        turn = number
        while time.monotonic() < end:
            answer = await ask(port, sent[turn % len(sent)])
            found.append(answer)
            turn += 1
            if answer.failure == "refused":
                await asyncio.sleep(0.05)  # nobody is there, and would only be asked faster

    await asyncio.gather(*map(client, range(clients)))
    return found


async def arriving(port: int, sent: Sequence[bytes], rate: float, seconds: float) -> list[Answer]:
    """Requests a second that come as they do from many clients, whatever became of those before -> all answers.

    The gaps are exponential, the same in every run. A client that waited before it asked again would hide how long the queue is.
    """
    gaps = random.Random(2)
    end = time.monotonic() + seconds
    due = time.monotonic()
    asked: list[asyncio.Task[Answer]] = []
    while due < end:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        asked.append(asyncio.create_task(ask(port, sent[len(asked) % len(sent)])))
        due += gaps.expovariate(rate)
    return list(await asyncio.gather(*asked))


def told(answers: Sequence[Answer]) -> str:
    """Answers -> how many of each kind, and the times of those that came, in milliseconds."""
    kinds = ", ".join(f"{count} × {word}" for word, count in sorted(Counter(answer.word for answer in answers).items()))
    times = sorted(answer.seconds * 1000 for answer in answers if answer.status == HTTPStatus.OK)
    if not times:
        return kinds
    return f"{kinds}; p50 {_at(times, 0.5):.0f} ms, p99 {_at(times, 0.99):.0f} ms, slowest {times[-1]:.0f} ms"


def _at(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(share * len(times)))]
