"""``conductor-py regen`` from an installed wheel, without the work tree: one's own client, which the facade accepts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import attrs
import pytest

from scripts.check_wheel import build

DOCUMENT = {
    "openapi": "3.0.1",
    "info": {"title": "Acme", "version": "7"},
    "paths": {
        "/api/billing/invoices/{id}": {
            "get": {
                "operationId": "fetchInvoice_3",
                "tags": ["billing-resource"],
                "summary": "as served",
                "parameters": [{"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {"description": "", "content": {"*/*": {"schema": {"$ref": "#/components/schemas/Invoice"}}}}
                },
            }
        },
        "/api/billing/broken": {"get": {"parameters": [{"$ref": "#/nowhere"}], "responses": {}}},
        "/api/workflow/{workflowId}/acme": {
            "get": {"operationId": "acmeInfo", "tags": ["workflow-resource"], "responses": {}}
        },
        "/api/workflow/{workflowId}": {"get": {"operationId": "x", "tags": ["workflow-resource"], "responses": {}}},
    },
    "components": {
        "schemas": {
            "Invoice": {
                "type": "object",
                "properties": {"total": {"type": "integer"}, "run": {"$ref": "#/components/schemas/WorkflowSummary"}},
            },
            "WorkflowSummary": {"type": "object", "properties": {"workflowId": {"type": "string"}}},
        }
    },
}
OVERLAY = """
overlay: 1.1.0
actions:
  - target: $.paths['/api/billing/invoices/{id}'].get
    description: A name that stays
    update: {operationId: get_invoice, summary: Get an invoice.}
  - target: $.paths['/api/billing/invoices/{id}'].get.tags[0]
    description: The package
    update: billing
"""
PROGRAM = """
import asyncio

import httpx

import conductor_api.models
from acme_api import models
from acme_api.api import billing
from acme_api.api.workflow import acme_info, get_workflow
from conductor import async_orkes_conductor_client, orkes_conductor_client
from conductor.errors import NotFoundError

attempts: list[str] = []


def serve(request: httpx.Request) -> httpx.Response:
    attempts.append(request.url.path)
    if request.url.path.endswith("/none"):
        return httpx.Response(404, json={"message": "no such invoice"})
    if len(attempts) == 1:
        return httpx.Response(503)
    assert request.headers["X-Authorization"] == "secret"
    return httpx.Response(200, json={"total": 5, "run": {"workflowId": "w"}})


async def serve_async(request: httpx.Request) -> httpx.Response:
    return serve(request)


with orkes_conductor_client(server_url="http://acme.test", token="secret", fetch=serve, use_env=False) as client:
    invoice = billing.get_invoice.sync("1", client=client.api)
    total: int | None = invoice.total
    run: conductor_api.models.WorkflowSummary | None = invoice.run
    assert (total, run and run.workflow_id, len(attempts)) == (5, "w", 2)
    try:
        billing.get_invoice.sync("none", client=client.api)
    except NotFoundError as error:
        assert "no such invoice" in str(error)
    else:
        raise AssertionError("no error")
    get_workflow.sync("w", client=client.api)
    acme_info.sync("w", client=client.api)


async def main() -> None:
    settings = {"server_url": "http://acme.test", "token": "secret"}
    async with async_orkes_conductor_client(settings, serve_async, use_env=False) as client:
        assert (await billing.get_invoice.asyncio("1", client=client.api)).total == 5


asyncio.run(main())
assert models.Task is conductor_api.models.Task
assert billing.get_invoice.sync.__doc__ is not None and billing.get_invoice.sync.__doc__.startswith("Get an invoice.")
print("done")
"""


@attrs.frozen
class Installed:
    """A virtual environment with the wheel, and a folder to work in."""

    python: Path
    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python there; the work tree is out of reach."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "CONDUCTOR"))}
        return subprocess.run(
            [str(self.python), *command], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def regen(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        return self.run("-m", "conductor.cli", "regen", "--package", "acme_api", *options)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel; the libraries are those of the tests, but not what is installed from the work tree."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=False)
    libraries = next((folder / "venv").glob("lib/python*/site-packages"))
    with zipfile.ZipFile(build(folder)) as wheel:
        wheel.extractall(libraries)
    # A path in a .pth file is not searched for more of them: the one that leads to the work tree is not read.
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (folder / "venv" / "bin" / "ruff").symlink_to(
        shutil.which("ruff", path=sysconfig.get_path("scripts")) or sys.exit()
    )
    work = folder / "work"
    (work / "overlays").mkdir(parents=True)
    (work / "acme.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    (work / "overlays" / "names.yaml").write_text(OVERLAY, encoding="utf-8")
    (work / "program.py").write_text(PROGRAM, encoding="utf-8")
    return Installed(folder / "venv" / "bin" / "python", work)


@pytest.fixture(scope="module")
def first(installed: Installed) -> str:
    """Make the client, and give what the command prints."""
    done = installed.regen("--document", "acme.json", "--overlays", "overlays")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.timeout(180)
def test_client_is_made_from_the_wheel(first: str, installed: Installed) -> None:
    """The command says how many operations the server has of its own, and what is left out."""
    assert first.splitlines() == [
        "acme_api: 2 operations of your server, 298 as in conductor_api",
        "note: GET /api/billing/broken is left out: reference '#/nowhere' leads to nothing",
        "note: GET /api/workflow/{workflowId}/acme: path variable 'workflowId' is not described: taken as a text",
    ]


@pytest.mark.timeout(180)
def test_facade_accepts_the_client(first: str, installed: Installed) -> None:
    """Functions of the package take the facade's client, with its token, repeats and errors, in both worlds."""
    done = installed.run("program.py")
    assert (done.stdout, done.stderr) == ("done\n", "")


@pytest.mark.timeout(180)
def test_types_of_the_client_fit_the_facade(first: str, installed: Installed) -> None:
    """The type checker finds nothing in a program that uses both."""
    done = installed.run("-m", "mypy", "--strict", "--config-file=", "program.py")
    assert done.stdout.startswith("Success"), done.stdout


@pytest.mark.timeout(180)
def test_second_run_tells_what_changed(first: str, installed: Installed) -> None:
    """After an upgrade of the server the command says what is new, in the same package."""
    newer = json.loads(json.dumps(DOCUMENT))
    newer["components"]["schemas"]["Invoice"]["properties"]["paid"] = {"type": "boolean"}
    (installed.folder / "newer.json").write_text(json.dumps(newer), encoding="utf-8")
    done = installed.regen("--document", "newer.json", "--overlays", "overlays")
    assert "+ 1 field          Invoice.paid" in done.stdout, done.stderr


WRONG = {
    "no source": ((), 2, "either --document or --server is needed"),
    "no file": (("--document", "none.json"), 1, "none.json: No such file or directory"),
    "no document": (("--document", "program.py"), 1, "program.py: "),
    "no server": (("--server", "http://127.0.0.1:1"), 4, "error: "),
    "no overlays": (("--document", "acme.json", "--overlays", "venv"), 1, "venv: no overlays there"),
    "foreign folder": (("--document", "acme.json", "--output", "taken"), 1, "was not made by `conductor-py regen`"),
}


@pytest.mark.parametrize(("options", "code", "message"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_one_line(options: tuple[str, ...], code: int, message: str, installed: Installed) -> None:
    """What cannot be done is one line and an exit code, and nothing is written."""
    (installed.folder / "taken" / "acme_api").mkdir(parents=True, exist_ok=True)
    done = installed.regen(*options)
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (code, 1, ""), done.stderr
    assert message in done.stderr
    assert list((installed.folder / "taken" / "acme_api").iterdir()) == []
