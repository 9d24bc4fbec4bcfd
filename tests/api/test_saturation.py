"""What becomes of requests when more come than can be read, when clients are slow, and when workers die or are exchanged."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, procfile_line

from service.api.turns import Saturated, Turns

ARTICLE = "“We sail in May,” said Mayor Ada Lind, who runs the port of Zelena.\n\n" * 20
PROMPT = 20.0  # seconds; five on a machine that has nothing else to do, see benchmarks/faults.py
HEAD = b"POST /v1/attributions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"


@pytest.fixture(scope="module")
def narrow(start):
    """One worker, in which few may wait, and not for long."""
    return start(WEB_CONCURRENCY="1", MAX_WAITING="4", MAX_WAIT_SECONDS="0.5", TAGGER="rules")


def asked(service, count, body=ARTICLE):
    """Service and number of requests -> for each its answer and the seconds it took, all asked at once."""

    def ask(_):
        began = time.monotonic()
        answer = service.post(body)
        return answer, time.monotonic() - began

    with ThreadPoolExecutor(count) as clients:
        return list(clients.map(ask, range(count)))


def test_over_capacity_everybody_is_answered_or_told_when_to_come_again(narrow):
    with ThreadPoolExecutor(1) as clients:
        long = clients.submit(narrow.post, ARTICLE * 360)
        time.sleep(0.5)
        found = asked(narrow, 10, "a")
        assert long.result().status == 200
    refused = [answer for answer, _ in found if answer.status == 503]
    assert len(refused) >= 6  # all but those that had a place until the long article was read
    assert {answer.status for answer, _ in found} <= {200, 503}
    assert max(seconds for _, seconds in found) < PROMPT
    assert all(1 <= int(answer.headers["retry-after"]) <= 60 for answer in refused)
    assert {answer.json()["status"] for answer in refused} == {503}
    assert narrow.post("a").status == 200


def test_a_rush_of_quickly_read_articles_does_not_queue_up_unseen(narrow):
    found = asked(narrow, 60)
    assert {answer.status for answer, _ in found} == {200, 503}


def test_health_and_figures_are_told_while_all_is_taken(narrow):
    with ThreadPoolExecutor(1) as clients:
        load = clients.submit(asked, narrow, 20, ARTICLE * 4)
        while not load.done():
            began = time.monotonic()
            assert narrow.get("/healthz").status == 200
            assert narrow.get("/readyz").status == 200
            assert time.monotonic() - began < PROMPT


def test_slow_clients_hold_up_nobody(start):
    service = start(WEB_CONCURRENCY="1", MAX_WAITING="8", TAGGER="rules")
    lines = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(6)]
    try:
        for line in lines:
            line.sendall(HEAD + b"Content-Length: 1000\r\n\r\na few bytes")
        assert [answer.status for answer, _ in asked(service, 2, "a")] == [200, 200]
    finally:
        for line in lines:
            line.close()


@pytest.mark.skipif(not hasattr(socket, "TCP_DEFER_ACCEPT"), reason="the system cannot keep silent connections to itself")
def test_silent_clients_hold_up_nobody(narrow):
    lines = [socket.create_connection(("127.0.0.1", narrow.port)) for _ in range(60)]  # more than it has threads
    began = time.monotonic()
    assert narrow.get("/healthz").status == 200
    assert time.monotonic() - began < 4.0  # gunicorn would let them have a thread each for five
    for line in lines:
        line.close()


def test_a_refused_client_that_still_sends_reads_its_refusal(narrow):
    with ThreadPoolExecutor(1) as clients:
        load = clients.submit(asked, narrow, 12, ARTICLE * 4)
        found = []
        while not load.done():
            found.append(narrow.post(" " * 400_000).status)
    assert set(found) <= {200, 503}


def two_workers(service, besides=None):
    """Service, and a worker that does not count -> its two workers, waited for: the first answers before the second is there."""
    deadline = time.monotonic() + PROMPT
    while True:
        found = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()
        if len(workers := [int(child) for child in found if int(child) != besides]) == 2:
            return workers
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers by /proc")
def test_a_killed_worker_is_replaced_and_costs_only_what_it_held(start):
    service = start(TAGGER="rules", WEB_CONCURRENCY="2")
    victim = two_workers(service)[0]
    with ThreadPoolExecutor(4) as clients:
        load = [clients.submit(service.post, ARTICLE) for _ in range(40)]
        time.sleep(0.2)
        os.kill(victim, signal.SIGKILL)
        lost = [answer for answer in load if answer.exception()]
    assert len(lost) <= 4
    assert {answer.result().status for answer in load if answer not in lost} == {200}
    assert len(two_workers(service, besides=victim)) == 2


@pytest.mark.parametrize("signals", [["SIGHUP"], ["SIGTTIN", "SIGTTOU"], ["SIGHUP", "SIGHUP"]])
def test_workers_are_exchanged_without_a_lost_request(start, signals):
    service = start(TAGGER="rules")
    with ThreadPoolExecutor(4) as clients:
        load = [clients.submit(service.post, ARTICLE) for _ in range(60)]
        for name in signals:
            os.kill(service.pid, signal.Signals[name])
            time.sleep(0.5)
        assert {answer.result().status for answer in load} == {200}


def test_what_was_taken_when_the_service_is_told_to_stop_is_answered(start):
    service = start(TAGGER="rules", MAX_WAIT_SECONDS="20")
    with ThreadPoolExecutor(8) as clients:
        load = [clients.submit(service.post, ARTICLE * 40) for _ in range(8)]
        time.sleep(0.3)
        os.kill(service.pid, signal.SIGTERM)
        assert {answer.result().status for answer in load} == {200}
    with pytest.raises(ConnectionRefusedError):
        service.post("a")


def test_turns_are_taken_in_order_and_one_at_a_time():
    turns, running, order = Turns(50, 10.0, 60.0), [], []

    def work(number):
        running.append(number)
        time.sleep(0.005)
        assert running == [number]
        order.append(running.pop())

    found = [turns.begin(lambda number=number: work(number)) for number in range(20)]
    assert [turn.exception() for turn in found] == [None] * 20
    assert order == list(range(20))


def test_who_waits_too_long_for_a_turn_is_told_so():
    turns = Turns(50, 0.05, 60.0)
    first = turns.begin(lambda: time.sleep(0.5))
    with pytest.raises(Saturated):
        turns.take(lambda: None)
    assert first.exception() is None
    assert turns.take(lambda: 7) == 7


def test_who_would_wait_too_long_is_told_so_at_once():
    turns = Turns(50, 0.5, 60.0)
    for _ in range(30):
        turns.take(lambda: time.sleep(0.02))
    waiting = [turns.begin(lambda: time.sleep(0.02)) for _ in range(40)]
    with pytest.raises(Saturated) as raised, turns.place():
        pass
    assert raised.value.retry_after >= 1
    assert [turn.exception() for turn in waiting] == [None] * 40
    with turns.place():
        pass


def test_there_are_no_more_places_than_set():
    turns = Turns(2, 1.0, 60.0)
    with turns.place(), turns.place(), pytest.raises(Saturated), turns.place():
        pass
    with turns.place(), turns.place():
        pass


def test_a_bad_setting_stops_the_start_with_one_line():
    environment = os.environ | {"MAX_BODY_BYTES": "much", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    run = subprocess.run(procfile_line(), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert run.returncode != 0
    assert re.search(r"^settings: MAX_BODY_BYTES is 'much'; it must be a number from 1024 to \d+$", run.stderr, re.MULTILINE)
    assert "Traceback" not in run.stderr
