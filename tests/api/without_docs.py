"""The application where the extra `docs` is not installed."""

import sys

from service.api.app import create_app as whole
from service.api.journal import Application


def create_app() -> Application:
    sys.modules["flask_swagger_ui"] = None  # what Python takes for a module that is not there
    return whole()
