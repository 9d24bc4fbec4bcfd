"""Resolution: who is that, and by which way did the words come."""

from service.resolution.provenance import resolve

__all__ = ["resolve"]
