"""The application that gunicorn serves."""

from __future__ import annotations

from flask import Response, request

from service.api.access import guard
from service.api.bodies import drain
from service.api.errors import answer_errors
from service.api.journal import Application, keep_journal
from service.api.origins import restrict
from service.api.page_files import blueprint as page
from service.api.routes import SETTINGS, TURNS, blueprint
from service.api.settings import Settings, hang_seconds, read_settings
from service.api.turns import Turns
from service.pipeline import load
from service.webpage import read_page, readable


def create_app(settings: Settings | None = None) -> Application:
    """Settings, else those of the environment -> the application, with lexicon and weights loaded.

    Raises SettingsError for a bad setting, KeysError for bad keys and LexiconError for a bad data file, so that none of them
    waits for the first request.
    """
    app = Application(__name__, static_folder=None)
    settings = settings or read_settings()
    app.config[SETTINGS] = settings
    app.config[TURNS] = Turns(settings.max_waiting, settings.max_wait, hang_seconds(settings))
    keep_journal(app)
    answer_errors(app)
    guard(app, settings)
    restrict(app, settings.cors_origins)
    app.after_request(_finish)
    app.register_blueprint(blueprint)
    app.register_blueprint(page)
    load(settings.tagger)
    if readable():
        read_page("<p>Loads what reads pages, too, so that it is shared and the first page is as fast as any.</p>")
    return app


def _finish(response: Response) -> Response:
    """Response -> the same; the request is read to its end, unless that is still to come."""
    if not response.is_streamed:
        drain(request.stream)
    return response
