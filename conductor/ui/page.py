"""What the page consists of: its files, and pictures of what the browser sends."""

from __future__ import annotations

import asyncio
import functools
import json
import mimetypes
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from conductor.local.api.http import TEXT, Reply, Request
from conductor.local.http_server import Respond

if TYPE_CHECKING:
    from conductor.diagrams import Theme

PREFIX = "/ui/"
_SVG = "image/svg+xml"
# Nothing from elsewhere runs or loads, whatever a workflow holds. Pictures carry their own style.
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-cache"),
)
_DIAGRAM = f"{PREFIX}diagram.svg"
_PICTURES = frozenset({_DIAGRAM, f"{PREFIX}timeline.svg"})


class Page:
    """Answers the requests of the page itself; all others are the server's."""

    def before(self, respond: Respond) -> Respond:
        """Give what answers the page's requests itself and leaves the others to ``respond``."""

        async def answer(request: Request) -> Reply:
            if _is_picture(request):
                # Thousands of tasks take seconds to draw, in which the server has others to answer.
                return await asyncio.to_thread(_picture, request)
            return self.answer(request) or await respond(request)

        return answer

    def answer(self, request: Request) -> Reply | None:
        """Give the reply to a request for the page, None for every other one."""
        if request.path != "/" and not request.path.startswith(PREFIX):
            return None
        if _is_picture(request):
            return _picture(request)
        name = "index.html" if request.path == "/" else request.path.removeprefix(PREFIX)
        if request.method not in ("GET", "HEAD"):
            return _text(405, "the page is only read")
        return _file(name)


def _file(name: str) -> Reply:
    found = _files().get(name)
    if found is None:
        return _text(404, f"the page has no file {name}")
    return Reply(200, _type_of(name), found, _HEADERS)


def _is_picture(request: Request) -> bool:
    return request.path in _PICTURES


def _picture(request: Request) -> Reply:
    if request.method != "POST":
        return _text(405, "send the definition or the execution with POST")
    wishes = dict(parse_qsl(request.query))
    try:
        drawn = _draw(request.path, json.loads(request.body), _theme(wishes.get("theme")), wishes.get("now"))
    except (ValueError, RecursionError) as error:
        return _text(400, f"this is neither a definition nor an execution: {error}")
    return Reply(200, _SVG, drawn.encode(), _HEADERS)


def _draw(path: str, source: Mapping[str, Any], theme: Theme, now: str | None) -> str:
    # Late: the page itself is served without loading any model.
    from conductor.diagrams import timeline_svg, to_svg

    if path == _DIAGRAM:
        return to_svg(source, theme=theme)
    return timeline_svg(source, theme=theme, now_ms=int(now) if now else None)


def _theme(wish: str | None) -> Theme:
    return "light" if wish == "light" else "dark" if wish == "dark" else "auto"


def _text(status: int, text: str) -> Reply:
    return Reply(status, TEXT, text.encode())


def _type_of(name: str) -> str:
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0] or "application/octet-stream"
    return kind if kind == _SVG else f"{kind};charset=UTF-8"


@functools.cache
def _files() -> dict[str, bytes]:
    """The files by their path below the page; read once, so no path of a request ever reaches the disk."""
    site = resources.files("conductor.ui").joinpath("site")
    top = {each.name: each.read_bytes() for each in site.iterdir() if each.is_file()}
    views = {f"views/{each.name}": each.read_bytes() for each in site.joinpath("views").iterdir() if each.is_file()}
    return top | views
