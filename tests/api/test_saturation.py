"""What becomes of requests when more come than can be read, when clients are slow, and when workers die or are exchanged."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path
from threading import Event

import pytest
from conftest import ROOT, Service, procfile_line, wait
from gated import OPEN

from service.api.turns import Saturated, Turns

ARTICLE = "“We sail in May,” said Mayor Ada Lind, who runs the port of Zelena.\n\n" * 20
PROMPT = 20.0  # seconds; five on a machine that has nothing else to do, see benchmarks/faults.py
HEAD = b"POST /v1/attributions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"


@dataclass(frozen=True)
class Gate:
    """A service in which requests keep their turn until they are let go."""

    service: Service
    folder: Path

    @contextmanager
    def held(self, count):
        """Number of requests -> what they will answer, while they have their places: one its turn, the others waiting for it."""
        for _ in range(30):  # how long a turn takes is judged by the last ones, and those that were held took very long
            self.service.post("a")
        before = len(self.workers())
        (self.folder / OPEN).unlink(missing_ok=True)
        with ThreadPoolExecutor(count) as clients:
            try:
                found = [clients.submit(self.service.ask, "POST", "/held") for _ in range(count)]
                wait(lambda: len(self.workers()) == before + count)
                yield found
            finally:
                (self.folder / OPEN).touch()

    def workers(self):
        """Nothing -> the ids of the workers that gave out places, one for each place until now."""
        return [int(place.name.partition(".")[0]) for place in self.folder.iterdir() if place.name != OPEN]


@pytest.fixture(scope="session")
def gated(start, tmp_path_factory):
    def begin(**settings):
        folder = tmp_path_factory.mktemp("gate")
        return Gate(start(app="gated:create_app()", GATE=str(folder), TAGGER="rules", **settings), folder)

    return begin


@pytest.fixture(scope="module")
def narrow(gated):
    """One worker, in which few may wait, and not for long."""
    return gated(WEB_CONCURRENCY="1", MAX_WAITING="4", MAX_WAIT_SECONDS="0.5")


def asked(service, count, body=ARTICLE):
    """Service and number of requests -> for each its answer and the seconds it took, all asked at once."""

    def ask(_):
        began = time.monotonic()
        answer = service.post(body)
        return answer, time.monotonic() - began

    with ThreadPoolExecutor(count) as clients:
        return list(clients.map(ask, range(count)))


@pytest.mark.parametrize("places", [1, 4])
def test_over_capacity_everybody_is_told_when_to_come_again(narrow, places):
    with narrow.held(places):
        found = asked(narrow.service, 10, "a")
    refused = [answer for answer, _ in found]
    assert {answer.status for answer in refused} == {503}
    assert max(seconds for _, seconds in found) < PROMPT
    assert all(1 <= int(answer.headers["retry-after"]) <= 60 for answer in refused)
    assert {answer.json()["status"] for answer in refused} == {503}
    wait(lambda: narrow.service.post("a").status == 200)


def test_over_capacity_everybody_is_answered_or_refused(narrow):
    found = {answer.status for answer, _ in asked(narrow.service, 60)}
    assert 200 in found
    assert found <= {200, 503}


def test_a_rush_does_not_queue_up_unseen(narrow):
    """Requests that a busy worker leaves to idle ones would wait where nobody refuses them, a tenth of a second each."""
    with narrow.held(1):
        found = asked(narrow.service, 60)
    assert {answer.status for answer, _ in found} == {503}
    assert max(seconds for _, seconds in found) < 5.0


def test_health_and_figures_are_told_while_all_is_taken(narrow):
    with narrow.held(4), ThreadPoolExecutor(1) as clients:
        load = clients.submit(asked, narrow.service, 20)
        for path in ("/healthz", "/readyz", "/metrics") * 2:
            began = time.monotonic()
            assert narrow.service.get(path).status == 200
            assert time.monotonic() - began < PROMPT
        assert {answer.status for answer, _ in load.result()} == {503}


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
    lines = [socket.create_connection(("127.0.0.1", narrow.service.port)) for _ in range(60)]  # more than it has threads
    began = time.monotonic()
    assert narrow.service.get("/healthz").status == 200
    assert time.monotonic() - began < 4.0  # gunicorn would let them have a thread each for five
    for line in lines:
        line.close()


def test_a_refused_client_that_still_sends_reads_its_refusal(narrow):
    with narrow.held(4):
        assert [narrow.service.post(" " * 400_000).status for _ in range(5)] == [503] * 5


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers by /proc")
def test_a_killed_worker_is_replaced_and_costs_only_what_it_held(gated):
    gate = gated(WEB_CONCURRENCY="2", MAX_WAIT_SECONDS="30")
    with gate.held(1) as held, ThreadPoolExecutor(4) as clients:
        (victim,) = gate.workers()
        load = [clients.submit(gate.service.post, ARTICLE) for _ in range(40)]
        os.kill(victim, signal.SIGKILL)
        lost = [answer for answer in load if answer.exception()]
        assert isinstance(held[0].exception(), ConnectionError | HTTPException)
    assert len(lost) <= 4
    assert {answer.result().status for answer in load if answer not in lost} == {200}
    wait(lambda: len(workers(gate.service) - {victim}) == 2)


def workers(service):
    """Service -> the ids of its workers."""
    return {int(child) for child in Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()}


@pytest.mark.parametrize("signals", [["SIGHUP"], ["SIGTTIN", "SIGTTOU"], ["SIGHUP", "SIGHUP"]])
def test_workers_are_exchanged_without_a_lost_request(start, signals):
    service, told = start(TAGGER="rules"), Event()

    def ask():
        found = []
        while not told.is_set():
            found.append(service.post(ARTICLE).status)
        return found

    with ThreadPoolExecutor(4) as clients:
        load = [clients.submit(ask) for _ in range(4)]
        try:
            for name in signals:
                os.kill(service.pid, signal.Signals[name])
                time.sleep(1.0)
        finally:
            told.set()
        assert {status for answers in load for status in answers.result()} == {200}


def test_what_was_taken_when_the_service_is_told_to_stop_is_answered(gated):
    gate = gated(WEB_CONCURRENCY="1")
    with gate.held(8) as held:
        os.kill(gate.service.pid, signal.SIGTERM)
        wait(lambda: refused(gate.service))
    assert {answer.result().status for answer in held} == {200}


def refused(service):
    """Service -> whether it takes no connection."""
    try:
        service.get("/healthz")
    except OSError as error:
        return isinstance(error, ConnectionRefusedError)
    return False


@pytest.fixture
def clients():
    with ThreadPoolExecutor(50) as clients:
        yield clients


def queue(clients, turns, *works, **more):
    """Clients, turns and what each does in its turn -> what they will have got; they queued up in this order."""
    found = []
    for work in works:
        before = turns.queued
        found.append(clients.submit(turns.take, work, **more))
        wait(lambda before=before: turns.queued > before)
    return found


def test_turns_are_taken_in_order_and_one_at_a_time(clients):
    turns, gate, running, order = Turns(50, PROMPT, 60.0), Event(), [], []

    def work(number):
        running.append(number)
        time.sleep(0.001)
        assert running == [number]
        order.append(running.pop())

    first = queue(clients, turns, gate.wait)
    found = queue(clients, turns, *[partial(work, number) for number in range(20)])
    gate.set()
    assert [turn.exception() for turn in first + found] == [None] * 21
    assert order == list(range(20))
    assert turns.queued == 0


def test_who_waits_too_long_for_a_turn_is_told_so_and_takes_none(clients):
    turns, gate, done = Turns(50, 0.05, 60.0), Event(), []
    first = queue(clients, turns, gate.wait)
    patient = queue(clients, turns, partial(done.append, "patient"), patient=True)
    with pytest.raises(Saturated):
        turns.take(partial(done.append, "hasty"))
    last = queue(clients, turns, partial(done.append, "last"), patient=True)
    gate.set()
    assert [turn.exception() for turn in first + patient + last] == [None] * 3
    assert done == ["patient", "last"]
    assert turns.take(lambda: 7) == 7


def test_a_turn_that_fails_is_over(clients):
    turns, gate = Turns(50, PROMPT, 60.0), Event()
    first = queue(clients, turns, gate.wait)
    fails, works = queue(clients, turns, lambda: 1 // 0, lambda: 7)
    gate.set()
    assert isinstance(fails.exception(), ZeroDivisionError)
    assert (first[0].result(), works.result()) == (True, 7)


def test_who_would_wait_too_long_is_told_so_at_once(clients):
    turns, gate = Turns(50, 0.5, 60.0), Event()
    for _ in range(30):
        turns.take(partial(time.sleep, 0.02))
    waiting = queue(clients, turns, *[gate.wait] * 40, patient=True)
    with pytest.raises(Saturated) as raised, turns.place():
        pass
    assert raised.value.retry_after >= 1
    gate.set()
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
