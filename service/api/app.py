"""The application that gunicorn serves."""

from __future__ import annotations

from flask import Response

from service.api.bodies import drain
from service.api.errors import answer_errors
from service.api.journal import Application, keep_journal
from service.api.page_files import blueprint as page
from service.api.routes import SETTINGS, blueprint
from service.api.settings import Settings, read_settings
from service.pipeline import load


def create_app(settings: Settings | None = None) -> Application:
    """Settings, else those of the environment -> the application, with lexicon and weights loaded.

    Raises SettingsError for a bad setting and LexiconError for a bad data file, so that neither waits for the first request.
    """
    app = Application(__name__, static_folder=None)
    settings = settings or read_settings()
    app.config[SETTINGS] = settings
    keep_journal(app)
    answer_errors(app)
    app.after_request(_finish)
    app.register_blueprint(blueprint)
    app.register_blueprint(page)
    load(settings.tagger)
    return app


def _finish(response: Response) -> Response:
    """Response -> the same, cached only where it says so, taken by no browser for what it is not; the request read to its end."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    drain()
    return response
