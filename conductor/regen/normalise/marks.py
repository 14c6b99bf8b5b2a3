"""What normalising writes into a document for later steps, beyond OpenAPI."""

from __future__ import annotations

OWN = "x-own"
"""On an operation: it comes from the user's server and not from the documents of this project."""
AS_JSON = "x-as-json"
"""On a parameter: its value is sent as JSON text."""
UPLOAD = "upload"
"""Format of a text: the content of a file in a multipart form."""


class UnfitError(Exception):
    """Something cannot become Python; the message is the reason, and what is around it decides what is left out."""
