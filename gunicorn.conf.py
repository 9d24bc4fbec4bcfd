"""How the service is served: read by gunicorn through the Procfile's line, and again at every HUP."""

import logging
import os
import shutil
import socket
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any

from service.api import metrics
from service.api.journal import without_requests
from service.api.settings import SettingsError, read_serving, read_settings
from service.pipeline import ready

try:
    _serving = read_serving()
except SettingsError as error:
    sys.exit(f"settings: {error}")

bind = f"{_serving.host}:{_serving.port}"
workers = _serving.workers
timeout = _serving.timeout
# Whoever is served when a worker must stop is served to the end; a batch only for so long.
graceful_timeout = _serving.grace

# Threads wait for clients, so a slow one holds up nobody, health is told under any load and a batch may take its time; articles
# are read one at a time all the same (service/api/turns.py).
worker_class = "service.api.worker.Worker"
threads = _serving.threads
# A connection that is kept stays with its worker while another may be idle.
keepalive = 0
# Lexicon and weights are loaded once, before the fork, and shared by all workers; see post_worker_init for the rest.
preload_app = True
# gunicorn would else make a socket in the home directory.
control_socket_disable = True
# The service writes its own line for each request; gunicorn's would hold the query string.
accesslog = None
# Options may stand in the query, percent-encoded.
limit_request_line = 8190  # bytes; the most that gunicorn allows

# A client that neither sends nor takes a byte for so long has left.
_SILENCE = 20  # seconds
# What the system takes of an answer at once; small, since clients read, and larger than what is written in one go.
_ANSWER_BYTES = 128 * 1024

# Where the workers share their figures; made here, the first time this is read, unless the operator chose a place.
_OURS = "attribution-figures-"
if metrics.DIRECTORY not in os.environ:
    os.environ[metrics.DIRECTORY] = tempfile.mkdtemp(prefix=_OURS)
_figures = Path(os.environ[metrics.DIRECTORY])


def on_starting(server: object) -> None:
    """Server about to start -> no figures of an earlier run are left; gunicorn's messages repeat nothing of a request."""
    _figures.mkdir(parents=True, exist_ok=True)
    for left in _figures.glob("*.db"):
        left.unlink()
    logging.getLogger("gunicorn.error").addFilter(without_requests)


def when_ready(server: Any) -> None:
    """Server that listens -> connections inherit how long they may be silent, and how much they may hold."""
    for listener in server.LISTENERS:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", _SILENCE, 0))
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ANSWER_BYTES)
        if hasattr(socket, "TCP_DEFER_ACCEPT"):  # where the system can: a client that says nothing takes no thread
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _SILENCE)


def post_worker_init(worker: object) -> None:
    """Worker just forked -> its sessions are made and have read a sentence, so that its first request is as fast as any."""
    ready(read_settings().tagger)


def child_exit(server: object, worker: Any) -> None:
    """Worker that ended -> nothing is in flight there."""
    metrics.forget(worker.pid)


def on_exit(server: object) -> None:
    """Server that ended -> nothing is left behind."""
    if _figures.name.startswith(_OURS):
        shutil.rmtree(_figures, ignore_errors=True)
