"""Whatever the document allows, and much that it does not, is sent to the embedded server."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Generator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig

from conductor.local import LocalServer
from tests.support.sizes import FUZZ_EXAMPLES, SIZES

DOCUMENT = json.loads((Path(__file__).parents[2] / "openapi" / "openapi.json").read_text())
EXAMPLES = os.environ.get(FUZZ_EXAMPLES)
"""For each operation. Without it few, and not every field in every wrong way: for a workflow these are thousands."""

CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"mode": "all", "deterministic": "CI" in os.environ},
        "phases": {"coverage": {"enabled": EXAMPLES is not None}},
    }
)
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG)
FUZZ = settings(max_examples=SIZES.fuzz_examples, deadline=None, suppress_health_check=list(HealthCheck))

FAILED = 500
OF_BEFORE = " already exists!"
"""Ends a failure that comes of an earlier request, which the real server has not had."""

pytestmark = pytest.mark.timeout(3600 if EXAMPLES else 300)


def is_orkes_only(context: schemathesis.HookContext) -> bool:
    return "Orkes only" in str(context.operation.definition.raw.get("description"))


SHARED = SCHEMA.exclude(func=is_orkes_only)
ORKES_ONLY = SCHEMA.include(func=is_orkes_only)


@pytest.fixture(scope="module")
def oss() -> Generator[str]:
    """An embedded server as Conductor OSS, over HTTP."""
    with LocalServer() as server:
        yield server.listen()


@pytest.fixture(scope="module")
def orkes() -> Generator[str]:
    """An embedded server as Orkes, over HTTP."""
    with LocalServer(edition="orkes") as server:
        yield server.listen()


@pytest.fixture(autouse=True)
def defects() -> Generator[list[str]]:
    """What the server says of its own defects."""
    found: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(record.getMessage())
    log = logging.getLogger("conductor.local.app")
    log.addHandler(handler)
    yield found
    log.removeHandler(handler)


def impatient(case: Case) -> Case:
    """A request that does not ask the server to wait long: to do as it is told is no crash."""
    if case.query and "waitForSeconds" in case.query:
        case.query["waitForSeconds"] = 0
    return case


@SHARED.parametrize()
@FUZZ
def test_no_request_is_a_crash(case: Case, oss: str, defects: list[str], real_server_url: str) -> None:
    """No request, valid or not, meets a defect of the server; one that it fails to serve, the real one fails, too."""
    response = impatient(case).call(base_url=oss, timeout=20)
    assert defects == [], response.text
    if response.status_code >= FAILED and OF_BEFORE not in response.text:
        assert case.call(base_url=real_server_url, timeout=60).status_code >= FAILED, response.text


@ORKES_ONLY.parametrize()
@FUZZ
def test_no_request_to_the_orkes_edition_is_a_crash(case: Case, orkes: str, defects: list[str]) -> None:
    """No request for what only Orkes has, valid or not, meets a defect of the server."""
    response = case.call(base_url=orkes, timeout=20)
    assert defects == [], response.text
