"""What only Orkes has: tokens, human tasks, service registry, tags, schemas, secrets, and the rest of its API."""

from .access import DEFAULT_LIFETIME_S
from .edition import OrkesEdition, edition_of

__all__ = ["DEFAULT_LIFETIME_S", "OrkesEdition", "edition_of"]
