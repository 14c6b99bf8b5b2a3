"""Step 6, generate: openapi/openapi.json -> generated/conductor_api, by openapi-python-client with our templates.

A complaint of the generator about an operation of the project is an error: left alone it drops the operation or model
and exits with 0. An operation of the user's server that it complains about is left out, and listed.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen
from openapi_python_client import Project, strings
from openapi_python_client.schema import UntrustedString

from conductor.regen.documents import CLIENT, GENERATOR_CONFIG, RESULT, TEMPLATES, Document, RegenError, dump, read
from conductor.regen.generator.parse import Parsed, install, parse
from conductor.regen.generator.replacing import replace
from conductor.regen.generator.wire import Wires
from conductor.regen.verify import verify

BANNER = "# Generated from openapi/openapi.json by `make regen`; do not edit.\n"
# Alone with itself: no rule and no ignore file of this project or of a folder above may change what is generated.
STYLE = (
    *("--isolated", "--no-respect-gitignore", "--quiet", "--no-cache"),
    *("--target-version", "py311", "--config", "line-length = 120"),
)
FORMAT = (
    ("check", *STYLE, "--select", "I,F401", "--fix", "--config", "lint.isort.split-on-trailing-comma = false"),
    ("format", *STYLE, "--config", "format.skip-magic-trailing-comma = true"),
)
# Words of the field; out of the box they become `input_` and `type_`, as if hiding a builtin did harm there.
OUR_WORDS = frozenset({"input", "type", "format"})
# Modules beside those that the generator knows.
MORE_MODULES = ("events.py", "forms.py")


@frozen
class Generated:
    """What became of a document.

    Attributes:
        document: the part of it that became code
        left_out: lines about the rest, and about what was not checked
        shared: the files that ``finish`` replaced
    """

    document: Document
    left_out: list[str]
    shared: set[Path]


def generate(
    document: Document,
    target: Path = CLIENT,
    *,
    banner: str = BANNER,
    finish: Callable[[Path], set[Path]] | None = None,
) -> Generated:
    """Write the client into ``target``, replacing what is there; on an error ``target`` is as it was.

    ``banner`` is the first line of each file. ``finish`` may replace files before they are verified, and returns
    them: their types are known to be right.

    Raises:
        RegenError: the generator complains about an operation of the project, or the code is wrong
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that the end is a rename and never half a copy.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".regen-") as name:
        folder = Path(name).absolute()
        fresh = folder / "fresh" / target.name
        # In the order of the committed file: fields come in the order in which the generator finds them.
        parsed = _run(json.loads(dump(document)), fresh)
        (fresh / "py.typed").touch()
        _tidy(fresh, banner)
        shared = finish(fresh) if finish is not None else set[Path]()
        remarks = verify(fresh, target, shared)
        if target.exists():
            target.rename(folder / "old")
        fresh.rename(target)
    return Generated(parsed.document, [*parsed.left_out, *remarks], shared)


def _run(document: Document, target: Path) -> Parsed:
    _adapt_generator()
    target.parent.mkdir()
    parsed = parse(document, target, GENERATOR_CONFIG)
    project = Project(openapi=parsed.data, config=parsed.config, custom_template_path=TEMPLATES)
    environment: Any = project.env
    environment.globals["wires"] = Wires(parsed.document)
    environment.filters |= {"safe_for_docstring": prose, "in_double_quote_literal": literal, "closed": closed}
    with contextlib.redirect_stdout(io.StringIO()):
        complaints = project.build()
    if complaints:
        lines = [" ".join(str(c.header or "").split() + str(c.detail or "").split()) for c in complaints]
        raise RegenError("the generator complains:\n" + "\n".join(f"  {line}" for line in lines))
    for module in MORE_MODULES:
        (target / module).write_text(project.env.get_template(f"{module}.jinja").render(), encoding="utf-8")
    return parsed


def _adapt_generator() -> None:
    install()
    strings.RESERVED_WORDS.difference_update(OUR_WORDS)
    replace(UntrustedString, "__repr__", _quoted)


def prose(value: Any) -> str:
    """Return text of a document as it may stand in a docstring: whatever it says, it stays text.

    Backslashes and runs of quotes are escaped. Characters that cannot be seen go, since they could make code look
    like something else (the kinds C*, Zl and Zp of Unicode); line ends and tabs stay.
    """
    text = value.get_untrusted_value() if isinstance(value, UntrustedString) else value
    if not isinstance(text, str):
        return strings.safe_for_docstring(text)
    if _is_plain(text):
        return text
    seen = (c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\n\t" or _is_visible(c))
    return strings.safe_for_docstring("".join(seen))


def literal(value: Any) -> str:
    """Return what stands between double quotes in code for a text of the document."""
    text = value.get_untrusted_value() if isinstance(value, UntrustedString) else value
    return text if isinstance(text, str) and _is_plain(text) else strings.in_double_quote_literal(value)


def _is_plain(text: str) -> bool:
    """Return whether a text needs no escape; most do not, and there are hundreds of thousands in a large document."""
    return text.isprintable() and '"' not in text and "\\" not in text


def _is_visible(character: str) -> bool:
    kind = unicodedata.category(character)
    return not kind.startswith("C") and kind not in ("Zl", "Zp")


def closed(text: str) -> str:
    """Return the end of a docstring such that its last quote does not become one of the three that follow."""
    return f'{text[:-1]}\\"' if text.endswith('"') else text


def _quoted(text: UntrustedString) -> str:
    """Name in a complaint what it is about; as Python text, it would do no harm in code either."""
    return repr(text.get_untrusted_value())


def _tidy(folder: Path, banner: str) -> None:
    for command in FORMAT:
        ruff = [sys.executable, "-m", "ruff", *command, str(folder)]
        result = subprocess.run(ruff, capture_output=True, text=True, check=False)  # noqa: S603 - ruff, on a folder of ours
        if result.returncode:
            raise RegenError(
                f"ruff {command[0]} on the generated client: {_first_lines(result.stdout + result.stderr)}"
            )
    for file in sorted(folder.rglob("*.py")):
        file.write_text(banner + file.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def _first_lines(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines()[:3])


def main() -> None:
    """Generate the client anew from the committed document."""
    generate(read(RESULT))


if __name__ == "__main__":
    main()
