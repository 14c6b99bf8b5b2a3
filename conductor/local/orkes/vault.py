"""/api/secrets and /api/environment: what workflows read as ${workflow.secrets.x} and ${workflow.env.x}."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conductor.local.api.http import EMPTY, TEXT, Answer, Call, Reply, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.documents import Documents
from conductor.local.engine.expressions import Surroundings

from .bodies import text_body
from .tags import tags_of

SECRETS, ENVIRONMENT = "secret", "environment"


class StoredTexts(Mapping[str, str]):
    """The stored texts of a kind, as the engine reads them; it shows none of them by itself."""

    def __init__(self, documents: Documents, kind: str) -> None:
        self._documents = documents
        self._kind = kind

    def __getitem__(self, name: str) -> str:
        found: str | None = self._documents.get(self._kind, name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents.all(self._kind))

    def __len__(self) -> int:
        return len(self._documents.all(self._kind))


def move_in(documents: Documents, surroundings: Surroundings) -> None:
    """Take over the secrets and values of the process environment, and have the engine read what is stored."""
    for kind, given in ((SECRETS, surroundings.secrets), (ENVIRONMENT, surroundings.environment)):
        for name, value in given.items():
            if documents.get(kind, name) is None:
                documents.put(kind, name, value)
    surroundings.secrets = StoredTexts(documents, SECRETS)
    surroundings.environment = StoredTexts(documents, ENVIRONMENT)


def put_secret(call: Call) -> Answer:
    """Store a secret."""
    call.rt.documents.put(SECRETS, call.variable("key"), text_body(call))
    return EMPTY


def delete_secret(call: Call) -> Answer:
    """Remove a secret."""
    call.rt.documents.remove(SECRETS, call.variable("key"))
    return EMPTY


def get_secrets_with_tags(call: Call) -> Answer:
    """The names of all secrets with their tags."""
    names = sorted(call.rt.documents.all(SECRETS))
    return as_json([{"name": name, "tags": tags_of(call, SECRETS, name)} for name in names])


def put_value(call: Call) -> Answer:
    """Store an environment value."""
    call.rt.documents.put(ENVIRONMENT, call.variable("key"), text_body(call))
    return EMPTY


def delete_value(call: Call) -> Answer:
    """Remove an environment value; gives the former one."""
    former = call.rt.documents.get(ENVIRONMENT, call.variable("key"))
    call.rt.documents.remove(ENVIRONMENT, call.variable("key"))
    return Reply(200, TEXT, str(former or "").encode())


def get_values(call: Call) -> Answer:
    """All environment values with their tags."""
    values = call.rt.surroundings.environment
    shown = [{"name": name, "value": values[name], "tags": tags_of(call, ENVIRONMENT, name)} for name in sorted(values)]
    return as_json(shown)


def add_routes(router: Router) -> None:
    """Serve what the secrets and environment values of OSS cannot do."""
    router.add("PUT", "/api/secrets/{key}", put_secret)
    router.add("DELETE", "/api/secrets/{key}", delete_secret)
    router.add("GET", "/api/secrets-v2", get_secrets_with_tags)
    router.add("GET", "/api/environment", get_values)
    router.add("PUT", "/api/environment/{key}", put_value)
    router.add("DELETE", "/api/environment/{key}", delete_value)
