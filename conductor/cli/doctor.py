"""``conductor-py doctor`` and ``regen``: does this client fit that server?"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import Annotated, Any, Literal, NamedTuple

import httpx
import typer

from conductor import ConductorClient
from conductor._sync._edition import edition_of
from conductor.cli.exits import FAILED, USAGE, fail
from conductor.cli.options import DEFAULT_SERVER, AsJson, Server, connect
from conductor.cli.output import print_json, print_table
from conductor.errors import ApiError, AuthenticationError
from conductor_api.api.health import get_version
from conductor_api.api.metadata import get_workflow_def_names

_CLOCK_TOLERANCE_S = 5.0
_SHOWN = 5
_CALL = re.compile(r'"method": "([A-Z]+)",\s*"path": "([^"]+)"')
_VARIABLE = re.compile(r"\{[^}]*\}")


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    state: Literal["ok", "note", "warning", "error"]
    text: str


class Operation(NamedTuple):
    """An operation of the API; the names of path variables do not matter."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this area."""
    app.command()(doctor)
    app.command()(regen)


def doctor(server: Server = DEFAULT_SERVER, as_json: AsJson = False) -> None:
    """Look at a server: version, edition, authentication, clock, and what client and server lack of each other."""
    with connect(server) as client:
        found = [Finding("server", "ok", client.settings.server_url), *_look(client)]
    if as_json:
        print_json([each._asdict() for each in found])
    else:
        print_table(("What", "State", "Found"), found, none="")
    if any(each.state == "error" for each in found):
        raise typer.Exit(FAILED)


def regen(
    server: Annotated[str | None, typer.Option("--server", "-s", help="Ask this server.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="From the committed document.")] = False,
) -> None:
    """Make the generated client anew from the server's document; only in a checkout of the SDK."""
    if find_spec("scripts") is None or find_spec("scripts.regen") is None:
        fail("regen works in a checkout of the SDK, where scripts/ and openapi/ are: run it there", USAGE)
    arguments = [*(["--server", server] if server else []), *(["--offline"] if offline else [])]
    raise typer.Exit(subprocess.call([sys.executable, "-m", "scripts.regen", *arguments]))  # noqa: S603 - our own script


def _look(client: ConductorClient) -> Iterator[Finding]:
    begun_s = time.time()
    answer = get_version.sync_detailed(client=client.api)
    edition = edition_of(client.api)
    yield Finding("version", "ok", answer.content.decode().strip())
    yield Finding("edition", "ok", f"Conductor {edition}")
    yield _authentication(client)
    yield _clock(answer.headers.get("date"), (begun_s + time.time()) / 2)
    yield from _compare(client, edition)


def _authentication(client: ConductorClient) -> Finding:
    how = "with a key" if client.settings.key_id else "without a key"
    try:
        get_workflow_def_names.sync(client=client.api)
    except AuthenticationError as error:
        return Finding("authentication", "error", f"refused {how}: {error.message}")
    except ApiError as error:
        return Finding("authentication", "error", f"{how}: {error.message}")
    return Finding("authentication", "ok", f"the server takes calls {how}")


def _clock(date: str | None, now_s: float) -> Finding:
    if date is None:
        return Finding("clock", "warning", "the server does not tell its time")
    apart_s = parsedate_to_datetime(date).timestamp() - now_s
    # The header has whole seconds.
    if abs(apart_s) <= _CLOCK_TOLERANCE_S:
        return Finding("clock", "ok", "as here")
    return Finding("clock", "warning", f"{apart_s:+.0f} s from here: times in searches and tokens are off by this")


def _compare(client: ConductorClient, edition: str) -> Iterator[Finding]:
    theirs = _operations_of_server(client)
    if theirs is None:
        yield Finding("endpoints", "note", "not compared: this server tells no list of them at /api-docs")
        return
    ours = _operations_of_client()
    is_oss = edition == "OSS"
    expected = {each for each, is_orkes_only in ours.items() if not (is_oss and is_orkes_only) and _is_compared(each)}
    yield _difference("server lacks", expected - theirs, "of what this client calls")
    yield _difference(
        "client lacks", theirs - ours.keys(), "of what the server has; some are left out on purpose", "note"
    )


def _difference(
    what: str, lacking: set[Operation], of_what: str, state: Literal["note", "warning"] = "warning"
) -> Finding:
    if not lacking:
        return Finding(what, "ok", "nothing")
    names = sorted(map(str, lacking))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return Finding(what, state, f"{len(names)} {of_what}: {', '.join(names[:_SHOWN])}{more}")


def _operations_of_server(client: ConductorClient) -> set[Operation] | None:
    try:
        answer = client.api.get_httpx_client().get(f"{client.settings.server_url}/api-docs")
        paths: dict[str, Any] = answer.json()["paths"] if answer.is_success else {}
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return None
    found = {_operation(method, path) for path, methods in paths.items() for method in methods}
    return {each for each in found if _is_compared(each)} or None


def _is_compared(operation: Operation) -> bool:
    # What is outside of it, such as /health, is not in every server's document.
    return operation.path.startswith("/api/")


@cache
def _operations_of_client() -> dict[Operation, bool]:
    """The operations of the generated client, and whether only Orkes has them."""
    packages = [each for each in resources.files("conductor_api.api").iterdir() if each.is_dir()]
    texts = [each.read_text() for package in packages for each in package.iterdir() if each.name.endswith(".py")]
    return {_operation(*call.groups()): "Orkes only" in text for text in texts if (call := _CALL.search(text))}


def _operation(method: str, path: str) -> Operation:
    return Operation(method.upper(), _VARIABLE.sub("{}", path).rstrip("/"))
