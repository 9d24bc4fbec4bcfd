"""Document: what is this page — its sections, paragraphs, sentences, tokens and quotations."""

from service.document.reading import read

__all__ = ["read"]
