"""Things with versions: forms, schemas, prompts."""

from __future__ import annotations

from dataclasses import dataclass

from conductor.local.api.http import Call
from conductor.local.engine.errors import NotFoundError
from conductor.local.engine.values import JsonMap

from .bodies import audited
from .tags import with_tags


@dataclass(frozen=True)
class Versions:
    """All versions of all things of a kind; `what` names one of them in messages."""

    kind: str
    what: str

    def of(self, call: Call, name: str) -> dict[str, JsonMap]:
        """The versions of one thing by their number."""
        found: dict[str, JsonMap] = call.rt.documents.get(self.kind, name) or {}
        return found

    def highest(self, call: Call, name: str) -> int:
        """The highest version; 0 when there is none."""
        return max(map(int, self.of(call, name)), default=0)

    def get(self, call: Call, name: str, version: int | None = None) -> JsonMap:
        """One version, the highest unless told otherwise; NotFoundError when there is none."""
        wanted = self.highest(call, name) if version is None else version
        found = self.of(call, name).get(str(wanted))
        if found is None:
            shown = "" if version is None else f", version: {version}"
            raise NotFoundError(f"No such {self.what} found by name: {name}{shown}")
        return with_tags(call, self.kind, name, found)

    def all(self, call: Call) -> list[JsonMap]:
        """Every version of everything."""
        by_name: dict[str, dict[str, JsonMap]] = call.rt.documents.all(self.kind)
        return [
            with_tags(call, self.kind, name, version) for name, found in by_name.items() for version in found.values()
        ]

    def latest(self, call: Call) -> list[JsonMap]:
        """The highest version of everything."""
        return [self.get(call, name) for name in call.rt.documents.all(self.kind)]

    def put(self, call: Call, body: JsonMap, *, next_version: bool = False) -> JsonMap:
        """Store a version in place of a former one, or as the next one; gives what is stored."""
        name = str(body["name"])
        version = self.highest(call, name) + 1 if next_version else int(body.get("version") or 1)
        found = self.of(call, name)
        entry = {**audited(call, found.get(str(version)), body), "version": version}
        call.rt.documents.put(self.kind, name, {**found, str(version): entry})
        return entry

    def drop(self, call: Call, name: str, version: int | None = None) -> None:
        """Remove one version, or all of them."""
        rest = {} if version is None else {key: one for key, one in self.of(call, name).items() if key != str(version)}
        if rest:
            call.rt.documents.put(self.kind, name, rest)
        else:
            call.rt.documents.remove(self.kind, name)
