"""Articles in, how many a second and how soon out: the service with two workers under the load of other processes.

    python -m benchmarks.load [ARTICLES.jsonl] [--seconds N] [--tagger rules|neural] [--requests N]

First what it can do at most (four clients that ask without a pause), then how long answers take when half of that and all of that
comes, at random times. With --requests it is asked that often, and the memory of its workers is told on the way.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from http import HTTPStatus
from pathlib import Path

from benchmarks.clients import Answer, Service, arriving, ask, bodies, closed, serving, told
from benchmarks.families import articles

_CLIENTS = 4  # enough that neither of two workers ever waits
_WARM_SECONDS = 3.0
_READINGS = 20  # of the memory, evenly over the requests
_KILOBYTE = 1024


def memory(service: Service) -> list[int]:
    """Service -> the kilobytes of each worker that no other process has, and that lie in memory."""
    found = []
    for worker in service.workers():
        lines = Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()
        found.append(sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty"))))
    return found


def capacity(service: Service, sent: list[bytes], seconds: float) -> float:
    """Service, bodies and seconds -> articles a second that it answers at most."""
    asyncio.run(closed(service.port, sent, _CLIENTS, _WARM_SECONDS))
    began = time.monotonic()
    answers = asyncio.run(closed(service.port, sent, _CLIENTS, seconds))
    rate = sum(answer.status == HTTPStatus.OK for answer in answers) / (time.monotonic() - began)
    print(f"capacity: {rate:.1f} articles a second; {told(answers)}", flush=True)
    return rate


def many(service: Service, sent: list[bytes], count: int) -> None:
    """Service, bodies and how many requests -> the memory of the workers printed on the way, and its slope in the end."""
    readings: list[tuple[int, float]] = []
    failed: list[Answer] = []

    async def some(number: int) -> None:
        turns = iter(range(number))

        async def client() -> None:
            for turn in turns:
                answer = await ask(service.port, sent[turn % len(sent)])
                if answer.status != HTTPStatus.OK:
                    failed.append(answer)

        await asyncio.gather(*(client() for _ in range(_CLIENTS)))

    began = time.monotonic()
    for reading in range(_READINGS):
        asyncio.run(some(count // _READINGS))
        kept = memory(service)
        readings.append(((reading + 1) * (count // _READINGS), sum(kept) / len(kept)))
        shown = ", ".join(f"{size / _KILOBYTE:.1f}" for size in kept)
        print(f"{readings[-1][0]} requests, {time.monotonic() - began:.0f} s: {shown} MB a worker", flush=True)
    half = readings[len(readings) // 2 :]
    print(f"of {count} requests failed: {told(failed) or 'none'}")
    print(f"slope of the second half: {_slope(half) * 100_000 / _KILOBYTE:+.2f} MB a worker per 100,000 requests")


def _slope(points: list[tuple[int, float]]) -> float:
    """Points -> the slope of the line through them (least squares)."""
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    return sum((x - across) * (y - up) for x, y in points) / sum((x - across) ** 2 for x, _ in points)


def main() -> None:
    """Command line -> figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, help="JSON lines with a text each")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each load (default: 20)")
    parser.add_argument("--tagger", default="rules", choices=("rules", "neural"))
    parser.add_argument("--requests", type=int, default=0, help="ask that often and tell the memory instead")
    args = parser.parse_args()
    texts = articles(args.articles)
    with serving(TAGGER=args.tagger) as service:
        if args.requests:
            many(service, [text[:1_200].encode() for text in texts], args.requests)
            return
        sent = bodies(texts)
        most = capacity(service, sent, args.seconds)
        for share in (0.5, 1.0):
            answers = asyncio.run(arriving(service.port, sent, share * most, args.seconds))
            print(f"{share:.0%} of it arriving: {told(answers)}", flush=True)


if __name__ == "__main__":
    main()
