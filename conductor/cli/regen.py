"""``conductor-py regen``: a typed client of one's own server, in one's own package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from conductor.cli.exits import FAILED, USAGE, fail
from conductor.cli.options import client_of
from conductor.cli.output import progress, say

if TYPE_CHECKING:
    import httpx

    from conductor.regen.documents import Document
    from conductor.regen.own_client import OwnClient


def add_commands(app: typer.Typer) -> None:
    """Add the command of this area."""
    app.command()(regen)


def regen(
    package: Annotated[str, typer.Option(help="Name of the package, such as acme_api.")],
    output: Annotated[Path, typer.Option(help="Folder in which the package is written.")] = Path(),
    document: Annotated[str | None, typer.Option(metavar="FILE|URL", help="OpenAPI document, JSON or YAML.")] = None,
    server: Annotated[str | None, typer.Option("--server", "-s", metavar="URL", help="Server to ask for it.")] = None,
    overlays: Annotated[Path | None, typer.Option(help="Folder with overlays of your own, *.yaml.")] = None,
) -> None:
    """Generate a typed client of your server, with the endpoints that it has besides those of Conductor."""
    if (document is None) == (server is None):
        fail("either --document or --server is needed", USAGE)
    try:
        from conductor.regen.documents import RegenError
        from conductor.regen.own_client import make_client
    except ModuleNotFoundError as error:
        fail(f'{error.name} is missing: pip install "conductor-sdk[regen]"', USAGE)
        raise
    try:
        found = _document(document, server)
        with progress(f"{package} ..."):
            made = make_client(found, package, output, overlays)
    except RegenError as error:
        fail(str(error), FAILED)
        raise
    _show(made)


def _document(document: str | None, server: str | None) -> Document:
    from conductor.regen import served

    if document is None:
        return served.from_server(str(server), _get)
    is_address = document.startswith(("http://", "https://"))
    return served.from_address(document, _get) if is_address else served.from_file(Path(document))


def _get(address: str) -> httpx.Response:
    """Ask with the key, the certificates and the time limits of any other command."""
    with progress(f"{address.rsplit('@', 1)[-1]} ..."), client_of(address) as client:
        return client.api.get_httpx_client().get(client.settings.server_url, follow_redirects=True)


def _show(made: OwnClient) -> None:
    say(f"{made.folder}: {made.own} operations of your server, {made.shared} as in conductor_api")
    for line in made.changes:
        say(line)
    for line in made.left_out:
        say(f"note: {line}")
