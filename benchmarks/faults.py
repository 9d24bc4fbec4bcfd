"""What becomes of requests when workers die, are exchanged or stopped, when too many come, and when clients are slow.

    python -m benchmarks.faults [ARTICLES.jsonl] [--seconds N] [--tagger rules|neural] [--only NAME …]

Two workers. "refused" is a connection that nobody took, so nothing was asked; any other failure is a request that was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.clients import Answer, Service, arriving, ask, bodies, closed, serving, told
from benchmarks.families import articles

_CLIENTS = 8
_OVER = 3.0  # times the capacity
_SLOW = 40  # clients that send a byte a second
_PROMPT = 5.0  # seconds inside which there must be an answer or a refusal

Fault = Callable[[Service, Sequence[bytes], float], Coroutine[Any, Any, None]]


async def killed(service: Service, sent: Sequence[bytes], seconds: float) -> None:
    """A worker is killed, twice: only what it held is lost."""
    load = asyncio.create_task(closed(service.port, sent, _CLIENTS, seconds))
    for _ in range(2):
        await asyncio.sleep(seconds / 3)
        os.kill(service.workers()[0], signal.SIGKILL)
    answers = await load
    print(f"killed twice under {_CLIENTS} clients: {told(answers)}; lost {len(_lost(answers))}, at most {_CLIENTS} a kill")


async def exchanged(service: Service, sent: Sequence[bytes], seconds: float) -> None:
    """Workers are exchanged, added and taken away: nothing is lost."""
    load = asyncio.create_task(closed(service.port, sent, _CLIENTS, seconds))
    signals = (signal.SIGHUP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGHUP)
    for name in signals:
        await asyncio.sleep(seconds / (len(signals) + 1))
        service.process.send_signal(name)
    answers = await load
    print(f"HUP, TTIN, TTOU, HUP: {told(answers)}; lost {len(_lost(answers))}")


async def stopped(service: Service, sent: Sequence[bytes], seconds: float) -> None:
    """The service is told to stop: all that it took is answered."""
    load = asyncio.create_task(closed(service.port, sent, _CLIENTS, seconds))
    await asyncio.sleep(seconds / 2)
    service.process.send_signal(signal.SIGTERM)
    answers = await load
    print(f"TERM: {told(answers)}; lost {len(_lost(answers))}")


async def crowded(service: Service, sent: Sequence[bytes], seconds: float) -> None:
    """More comes than can be read: everybody has an answer or a refusal soon, and health is told."""
    began = time.monotonic()
    first = await closed(service.port, sent, 4, seconds / 2)
    rate = _OVER * len(first) / (time.monotonic() - began)
    load = asyncio.create_task(arriving(service.port, sent, rate, seconds))
    health = asyncio.create_task(_health(service, seconds))
    answers = await load
    slowest = max(answer.seconds for answer in answers)
    bare = sum(answer.status == 503 and not answer.retry_after for answer in answers)
    good = sum(answer.status == 200 for answer in answers)
    print(f"{_OVER:.0f} times the capacity, {rate:.0f} a second: {told(answers)}")
    print(
        f"  slowest of all {slowest:.1f} s, at most {_PROMPT:.0f}; lost {len(_lost(answers))}; refused without Retry-After {bare}"
    )
    print(f"  answered {good / seconds:.1f} a second; {await health}")


async def slowed(service: Service, sent: Sequence[bytes], seconds: float) -> None:
    """Some clients are slow: the others do not notice."""
    print(f"without slow clients: {told(await closed(service.port, sent, 2, seconds / 2))}")
    slow = [asyncio.create_task(_drip(service.port, seconds)) for _ in range(_SLOW)]
    await asyncio.sleep(1.0)
    meanwhile = await closed(service.port, sent, 2, seconds / 2)
    print(f"with {_SLOW} that send a byte a second: {told(meanwhile)}; {await _health(service, 2)}")
    for task in slow:
        task.cancel()


async def _drip(port: int, seconds: float) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        b"POST /v1/attributions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 10000\r\n\r\n"
    )
    for _ in range(int(seconds) + 5):
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(1.0)


async def _health(service: Service, seconds: float) -> str:
    end = time.monotonic() + seconds
    found: list[Answer] = []
    while time.monotonic() < end:
        found.append(await ask(service.port, b"", "/healthz", "GET"))
        await asyncio.sleep(0.1)
    return f"health: {told(found)}"


def _lost(answers: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in answers if not answer.status and answer.failure != "refused"]


FAULTS: Mapping[str, Fault] = {
    "killed": killed,
    "exchanged": exchanged,
    "crowded": crowded,
    "slowed": slowed,
    "stopped": stopped,
}


def main() -> None:
    """Command line -> figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, help="JSON lines with a text each")
    parser.add_argument("--seconds", type=float, default=12.0, help="of each (default: 12)")
    parser.add_argument("--tagger", default="rules", choices=("rules", "neural"))
    parser.add_argument("--log", type=Path, help="file for what the service logs")
    parser.add_argument("--only", nargs="+", choices=FAULTS, default=list(FAULTS))
    args = parser.parse_args()
    sent = bodies(articles(args.articles))
    for name in args.only:
        with serving(args.log, TAGGER=args.tagger) as service:
            asyncio.run(FAULTS[name](service, sent, args.seconds))


if __name__ == "__main__":
    main()
