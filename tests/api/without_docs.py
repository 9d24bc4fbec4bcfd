"""The application as it is without its extras: they cannot be imported."""

import sys

from service.api.app import create_app as whole
from service.api.journal import Application


def create_app() -> Application:
    sys.modules["flask_swagger_ui"] = None  # what Python takes for a module that is not there
    return whole()
