"""The application with addresses that fail, to see what becomes of a failure."""

import time

from service.api import app, attributions
from service.api.journal import Application
from service.api.routes import TURNS
from service.api.turns import Turns
from service.model import Report
from service.pipeline import Options

SECRET = "the minister's unpublished words"


def never() -> str:
    while True:
        time.sleep(0.01)


def create_app() -> Application:
    application = app.create_app()
    application.config[TURNS] = Turns(places=4, patience=1.0, limit=2.0)

    @application.post("/raises")
    def raises() -> str:
        raise ValueError(SECRET)

    @application.post("/hangs")
    def hangs() -> str:
        return application.config[TURNS].take(never)

    return application


def create_failing_reader() -> Application:
    """A reader that fails over one text, as a defect would."""
    read = attributions.attribute

    def failing(text: str, options: Options) -> Report:
        if text == "fail":
            raise ValueError(SECRET)
        return read(text, options)

    attributions.attribute = failing
    return app.create_app()
