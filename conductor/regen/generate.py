"""Step 6, generate: openapi/openapi.json -> generated/conductor_api, by openapi-python-client with our templates.

Every complaint of the generator is an error here: left alone it drops the operation or model and exits with 0.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from openapi_python_client import generate as run_generator
from openapi_python_client import strings
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.schema import UntrustedString

from conductor.regen import map_property
from conductor.regen.documents import CLIENT, GENERATOR_CONFIG, RESULT, TEMPLATES, Document, RegenError, read, write

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


def generate(document: Document, target: Path = CLIENT) -> None:
    """Write the client into ``target``, replacing what is there; on an error ``target`` is as it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that the end is a rename and never half a copy.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".regen-") as name:
        folder = Path(name)
        write(folder / RESULT.name, document)
        _run(folder / RESULT.name, folder / "fresh")
        (folder / "fresh" / "py.typed").touch()
        _tidy(folder / "fresh")
        if target.exists():
            target.rename(folder / "old")
        (folder / "fresh").rename(target)


def _run(document: Path, target: Path) -> None:
    _adapt_generator()
    config = Config.from_sources(
        ConfigFile.load_from_path(GENERATOR_CONFIG),
        meta_type=MetaType.NONE,
        document_source=document,
        file_encoding="utf-8",
        overwrite=True,
        output_path=target,
    )
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            complaints = run_generator(config=config, custom_template_path=TEMPLATES)
    except ValueError as error:
        raise RegenError(f"the generator gives up: {error}") from error
    if complaints:
        lines = [" ".join(str(c.header or "").split() + str(c.detail or "").split()) for c in complaints]
        raise RegenError("the generator complains:\n" + "\n".join(f"  {line}" for line in lines))


def _adapt_generator() -> None:
    map_property.install()
    strings.RESERVED_WORDS.difference_update(OUR_WORDS)
    UntrustedString.__repr__ = _quoted  # type: ignore[method-assign, assignment]  # the generator has no hook


def _quoted(text: UntrustedString) -> str:
    """Name in a complaint what it is about; as Python text, it would do no harm in code either."""
    return repr(text.get_untrusted_value())


def _tidy(folder: Path) -> None:
    for command in FORMAT:
        ruff = [sys.executable, "-m", "ruff", *command, str(folder)]
        result = subprocess.run(ruff, capture_output=True, text=True, check=False)
        if result.returncode:
            raise RegenError(f"ruff {command[0]} on the generated client: {result.stdout}{result.stderr}")
    for file in sorted(folder.rglob("*.py")):
        file.write_text(BANNER + file.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def main() -> None:
    generate(read(RESULT))


if __name__ == "__main__":
    main()
