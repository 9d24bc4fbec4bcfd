"""Threads of a worker: how many there are, whom a connection wakes, and that they end."""

import threading

import pytest
from conftest import wait

from service.api.crew import Crew


class Served:
    """What a crew was given, by whom, and that each serves until it is let go."""

    def __init__(self, most):
        self.begun = []  # (connection, thread), in the order they began
        self.gates = {}
        self.crew = Crew(most, self.serve)

    def serve(self, connection):
        self.begun.append((connection, threading.current_thread()))
        self.gates[connection].wait()

    def take(self, *connections):
        for connection in connections:
            self.gates[connection] = threading.Event()
            self.crew.take(connection)

    def end(self, *connections):
        """Connections -> each was served, one after the other, and its thread waits or serves another."""
        for connection in connections:
            idle, line = len(self.crew._idle), len(self.crew._line)
            self.gates[connection].set()
            wait(lambda idle=idle, line=line: len(self.crew._idle) > idle or len(self.crew._line) < line)

    def threads(self):
        return [thread for _, thread in self.begun]


@pytest.fixture
def served():
    made = []

    def make(most):
        made.append(Served(most))
        return made[-1]

    yield make
    for each in made:
        for gate in each.gates.values():
            gate.set()
        each.crew.shutdown(wait=False)
        for thread in each.threads():
            thread.join(10)
        assert not any(thread.is_alive() for thread in each.threads())


def test_who_served_last_is_called_first(served):
    served = served(3)
    served.take("a", "b", "c")
    wait(lambda: len(served.begun) == 3)
    by = dict(served.begun)
    served.end("b", "c", "a")
    for number in range(5):
        served.take(number)
        wait(lambda number=number: len(served.begun) == 4 + number)
        served.end(number)
    assert served.threads()[3:] == [by["a"]] * 5


def test_there_are_no_more_threads_than_set_and_the_others_wait_in_order(served):
    served = served(2)
    served.take("a", "b", "c", "d", "e")
    wait(lambda: len(served.begun) == 2)
    served.end("b")
    served.end("c")
    served.end("a")
    wait(lambda: len(served.begun) == 5)
    assert [connection for connection, _ in served.begun][2:] == ["c", "d", "e"]
    assert len(set(served.threads())) == 2


def test_no_thread_is_started_while_one_waits(served):
    served = served(9)
    for number in range(20):
        served.take(number)
        wait(lambda number=number: len(served.begun) == 1 + number)
        served.end(number)
    assert len(set(served.threads())) == 1


def test_what_is_served_when_the_threads_shall_end_is_served_to_its_end(served):
    served = served(1)
    served.take("a", "b")
    served.crew.shutdown(wait=False)
    served.end("a")
    served.gates["b"].set()
    (thread,) = set(served.threads())
    thread.join(10)
    assert not thread.is_alive()
    assert [connection for connection, _ in served.begun] == ["a", "b"]
