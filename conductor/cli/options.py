"""The options that commands share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeAlias, cast

import typer

from conductor import ConductorClient, OrkesApiConfig, orkes_conductor_client
from conductor.cli.output import progress
from conductor.errors import ConfigurationError

DEFAULT_SERVER = "http://localhost:8080"

Server: TypeAlias = Annotated[
    str,
    typer.Option("--server", "-s", envvar="CONDUCTOR_SERVER_URL", help="URL of the server.", show_default=True),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
WorkflowId: TypeAlias = Annotated[str, typer.Argument(metavar="ID", help="Id of the execution.")]
WorkflowIds: TypeAlias = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of executions.")]
Port: TypeAlias = Annotated[
    int, typer.Option(help="Port on the loopback address; 0 chooses a free one.", min=0, max=65535)
]


@contextmanager
def connect(server: str) -> Generator[ConductorClient]:
    """Give a client of the server for a command that asks, shows and ends; whoever waits sees for what."""
    with progress(f"{server} ..."), client_of(server) as client:
        yield client


def client_of(server: str) -> ConductorClient:
    """Give a client of the server, with the key from CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET if they are set."""
    return orkes_conductor_client(config_of(server), use_env=False)


def config_of(server: str) -> OrkesApiConfig:
    """Give what a client of this server goes by.

    An option of the command line is what the user means: only the key is from the environment, and is no option, since
    others could read it in the list of processes.
    """
    config = OrkesApiConfig(server_url=server)
    if key_id := os.environ.get("CONDUCTOR_AUTH_KEY"):
        config["key_id"] = key_id
    if key_secret := os.environ.get("CONDUCTOR_AUTH_SECRET"):
        config["key_secret"] = key_secret
    return config


def read_json(text: str, option: str) -> Any:
    """Read JSON from an option: as it stands, from ``@file``, or from stdin when it is ``-``.

    Raises:
        ConfigurationError: there is no such file, or it is no JSON
    """
    where = f"{option}: {text[1:]}" if text.startswith("@") else option
    given = read_text(text[1:], option) if text.startswith("@") else text
    try:
        return json.loads(sys.stdin.read() if text == "-" else given)
    except ValueError as error:
        example = "" if text.startswith("@") else """; it looks like '{"name": "Ada"}'"""
        raise ConfigurationError(f"{where} is no JSON: {error}{example}") from None
    except RecursionError:
        raise ConfigurationError(f"{where} is nested too deeply to be read") from None


def read_object(text: str | None, option: str) -> Mapping[str, Any]:
    """Read a JSON object from an option; nothing is an empty one.

    Raises:
        ConfigurationError: it is none
    """
    value: Any = {} if text is None else read_json(text, option)
    if not isinstance(value, dict):
        raise ConfigurationError(f"""{option} has to be a JSON object, such as '{{"name": "Ada"}}'""")
    return cast("dict[str, Any]", value)


def read_text(path: str, what: str) -> str:
    """Read a file.

    Raises:
        ConfigurationError: it cannot be read
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{what}: {path} cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
