"""The application where the libraries that read HTML are not installed."""

import sys

sys.modules["trafilatura"] = None

from service.api.app import create_app  # noqa: E402, F401
