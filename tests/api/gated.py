"""The application with an address whose turn lasts until it is let go, to see what becomes of other requests meanwhile."""

import os
import time
import uuid
from pathlib import Path

from service.api import app
from service.api.journal import Application
from service.api.routes import TURNS

OPEN = "open"  # the file that lets go


def create_app() -> Application:
    application = app.create_app()
    gate = Path(os.environ["GATE"])

    def passed() -> str:
        while not (gate / OPEN).exists():
            time.sleep(0.01)
        return "passed"

    @application.post("/held")
    def held() -> str:
        turns = application.config[TURNS]
        with turns.place():
            (gate / f"{os.getpid()}.{uuid.uuid4().hex}").touch()
            return turns.take(passed, patient=True)

    return application
