"""Step 1, fetch: the OpenAPI document of a server, from the server, another address, or a file.

What comes back is parsed and bounded: JSON or YAML, OpenAPI 3, a limited size and depth. Every failure is one line that
says what to do next, and no line holds a password, a key or a token.
"""

from conductor.regen.fetch.access import Access
from conductor.regen.fetch.origin import Fetched, from_document, from_server

__all__ = ["Access", "Fetched", "from_document", "from_server"]
