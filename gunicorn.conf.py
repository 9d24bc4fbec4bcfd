"""How the service is served: read by gunicorn through the Procfile's line."""

import logging
import sys

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

# Only sync workers are ended by `timeout` while they compute, and one thread a worker keeps the time budget honest.
worker_class = "sync"
threads = 1
# Lexicon and weights are loaded once, before the fork, and shared by all workers; see post_worker_init for the rest.
preload_app = True
# gunicorn would else make a socket in the home directory.
control_socket_disable = True
# The service writes its own line for each request; gunicorn's would hold the query string.
accesslog = None


def on_starting(server: object) -> None:
    """Server about to start -> gunicorn's own messages no longer repeat what a request held."""
    logging.getLogger("gunicorn.error").addFilter(without_requests)


def post_worker_init(worker: object) -> None:
    """Worker just forked -> its sessions are made and have read a sentence, so that its first request is as fast as any."""
    ready(read_settings().tagger)
