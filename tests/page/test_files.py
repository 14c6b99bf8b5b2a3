"""What the page answers, without a browser."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from conductor.local.api.http import Reply, Request
from conductor.ui import Page
from tests.page.flows import MARKUP, ORDER

SITE = resources.files("conductor.ui").joinpath("site")


def answer(method: str, path: str, body: bytes = b"", query: str = "") -> Reply | None:
    return Page().answer(Request(method, path, query, {}, body))


def ask(method: str, path: str, body: bytes = b"", query: str = "") -> Reply:
    reply = answer(method, path, body, query)
    assert reply is not None
    return reply


def test_the_page_is_at_the_root() -> None:
    """The root gives the document, as HTML, under a policy that lets nothing from elsewhere in."""
    reply = ask("GET", "/")
    assert (reply.status, reply.content_type) == (200, "text/html;charset=UTF-8")
    assert "default-src 'self'" in dict(reply.headers)["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/api/workflow", "/health", "/uix", "/metrics"])
def test_other_requests_are_the_servers(path: str) -> None:
    """What is no part of the page is left to the server."""
    assert answer("GET", path) is None


@pytest.mark.parametrize(
    "path", ["/ui/nothing.js", "/ui/../page.py", "/ui/%2e%2e/page.py", "/ui/views/../app.js", "/ui/"]
)
def test_only_its_own_files_are_given(path: str) -> None:
    """A path that is no file of the page is a 404 that says so, wherever it points."""
    reply = ask("GET", path)
    assert reply.status == 404
    assert b"the page has no file" in reply.body


def test_the_files_are_only_read() -> None:
    """Another method is refused."""
    assert ask("DELETE", "/ui/app.js").status == 405
    assert ask("GET", "/ui/diagram.svg").status == 405


def test_every_file_that_is_named_is_there() -> None:
    """Each module and sheet that the document or a module names is a file of the page."""
    scripts = {each.name: each.read_text() for each in SITE.iterdir() if each.name.endswith((".js", ".html"))}
    named = re.findall(r'(?:src|href)="ui/([^"]+)"', scripts["index.html"])
    named += [name for text in scripts.values() for name in re.findall(r'from "\./([^"]+)"', text)]
    assert len(named) > 10
    assert [name for name in named if ask("GET", f"/ui/{name}").status != 200] == []


def test_nothing_is_loaded_from_another_host() -> None:
    """No file of the page names another host, but for the names of XML."""
    files = [each for folder in (SITE, SITE.joinpath("views")) for each in folder.iterdir() if each.is_file()]
    found = {address for each in files for address in re.findall(r"https?://[^\"'\s)]+", each.read_text())}
    assert found == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("theme", ["light", "dark", "auto", "unknown"])
def test_a_definition_becomes_a_picture(theme: str) -> None:
    """A definition that is sent comes back as SVG in the theme asked for, its markup harmless."""
    reply = ask("POST", "/ui/diagram.svg", json.dumps(ORDER).encode(), f"theme={theme}")
    assert (reply.status, reply.content_type) == (200, "image/svg+xml")
    assert b'data-task="approve"' in reply.body
    assert MARKUP.encode() not in reply.body
    assert (b"prefers-color-scheme" in reply.body) == (theme not in ("light", "dark"))


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"text"', b"{}", b"[" * 100_000])
@pytest.mark.parametrize("picture", ["diagram", "timeline"])
def test_what_cannot_be_drawn_is_refused(picture: str, body: bytes) -> None:
    """What is no definition and no execution is a 400 with the reason."""
    reply = ask("POST", f"/ui/{picture}.svg", body)
    assert reply.status == 400
    assert reply.body.startswith(b"this is neither")
