"""The application with addresses that fail, to see what becomes of a failure."""

import time

from service.api import app
from service.api.journal import Application

SECRET = "the minister's unpublished words"


def create_app() -> Application:
    application = app.create_app()

    @application.post("/raises")
    def raises() -> str:
        raise ValueError(SECRET)

    @application.post("/hangs")
    def hangs() -> str:
        while True:
            time.sleep(0.01)

    return application
