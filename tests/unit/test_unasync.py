"""The script that derives sync code from async code."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import unasync


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("    async def get(self) -> None:", "    def get(self) -> None:"),
        ("        return await self._http.send(await get())", "        return self._http.send(get())"),
        ("    async with AsyncThing() as thing:", "    with Thing() as thing:"),
        ("    async for item in items:", "    for item in items:"),
        ("    async def __aenter__(self) -> Self:", "    def __enter__(self) -> Self:"),
        ("    async def __anext__(self): raise StopAsyncIteration", "    def __next__(self): raise StopIteration"),
        ("        await self.aclose()", "        self.close()"),
        ("        await response.aread()", "        response.read()"),
        ("import asyncio", "import time"),
        ("        await asyncio.sleep(1)", "        time.sleep(1)"),
        ("class AsyncX(httpx.AsyncBaseTransport):", "class X(httpx.BaseTransport):"),
        ("        await get_task.asyncio(client=api)", "        get_task.sync(client=api)"),
        ("        await get_task.asyncio_detailed(client=api)", "        get_task.sync_detailed(client=api)"),
        ("def async_orkes_conductor_client():", "def orkes_conductor_client():"),
        (
            "http = Client(async_http_client=x).get_async_httpx_client()",
            "http = Client(http_client=x).get_httpx_client()",
        ),
        ("    def handle_async_request(self):", "    def handle_request(self):"),
        ("from conductor._async.client import X", "from conductor._sync.client import X"),
        ("from collections.abc import Awaitable, Callable", "from collections.abc import Callable"),
        ("from collections.abc import Callable, Coroutine", "from collections.abc import Callable"),
        ("Fn = Callable[[int], Awaitable[httpx.Response]]", "Fn = Callable[[int], httpx.Response]"),
        ("    @asynccontextmanager", "    @contextmanager"),
        ("word = 'Asynchronous'; broadcast(); cache_async = 1", "word = 'Asynchronous'; broadcast(); cache_async = 1"),
    ],
)
def test_each_line_becomes_one_line(line: str, wanted: str) -> None:
    """Each rule does what it is for, and leaves other words alone."""
    derived = unasync.derive(f"# source\n{line}\n", "conductor/_async/x.py")
    assert derived.splitlines()[1] == wanted


def test_banner_replaces_the_first_line() -> None:
    """The derived file says where it comes from, and has as many lines as its source."""
    derived = unasync.derive('# source\n"""Doc."""\n\nX = 1\n', "conductor/_async/x.py")
    assert derived == (
        '# Derived from conductor/_async/x.py by scripts/unasync.py; do not edit.\n"""Doc."""\n\nX = 1\n'
    )


def test_source_needs_a_line_for_the_banner() -> None:
    """Without a comment on top there is no room for the banner, and the lines would shift."""
    with pytest.raises(unasync.CannotDeriveError, match=r"x\.py:1: the first line must be a comment"):
        unasync.derive('"""Doc."""\n', "conductor/_async/x.py")


def test_lines_without_a_rule_fail_with_their_place() -> None:
    """What would stay async is refused, rather than derived wrongly."""
    with pytest.raises(unasync.CannotDeriveError, match=r"x\.py:3: no rule for this line.*gather"):
        unasync.derive("# source\n\nawait asyncio.gather(a, b)\n", "conductor/_async/x.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, content in {
        "conductor/_async/client.py": "# source\nasync def get() -> None: ...\n",
        "conductor/_async/clients/task.py": "# source\nX = 1\n",
        "tests/behaviour/async_/test_fast.py": "# source\nSMOKE = True\nasync def test_it() -> None: ...\n",
        "tests/behaviour/async_/test_slow.py": "# source\nasync def test_it() -> None: ...\n",
        "tests/behaviour/async_/conftest.py": "# source\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def derived_names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in unasync.derive_all(root))


def test_facade_and_smoke_tests_are_derived(tree: Path) -> None:
    """All of the facade, and of the behaviour tests those marked as smoke with what they need."""
    assert derived_names(tree) == [
        "conductor/_sync/client.py",
        "conductor/_sync/clients/task.py",
        "tests/behaviour/sync/conftest.py",
        "tests/behaviour/sync/test_fast.py",
    ]


def test_trees_that_are_not_there_give_nothing(tmp_path: Path) -> None:
    """A checkout without behaviour tests is no error."""
    assert unasync.main([], tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_check_passes_after_writing(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Writing twice changes nothing the second time, and the check is content."""
    assert unasync.main([], tree) == 0
    assert "conductor/_sync/client.py: missing" in capsys.readouterr().out
    assert unasync.main([], tree) == 0
    assert unasync.main(["--check"], tree) == 0
    assert capsys.readouterr() == ("", "")


def test_check_names_what_is_out_of_date(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Stale, missing and surplus files are named; nothing is changed."""
    unasync.main([], tree)
    (tree / "conductor/_sync/client.py").write_text("edited", encoding="utf-8")
    (tree / "conductor/_sync/left.py").write_text("", encoding="utf-8")
    (tree / "conductor/_sync/clients/task.py").unlink()
    capsys.readouterr()
    assert unasync.main(["--check"], tree) == 1
    assert capsys.readouterr().err.splitlines() == [
        "conductor/_sync/client.py: stale",
        "conductor/_sync/clients/task.py: missing",
        "conductor/_sync/left.py: surplus",
        "derived code is out of date: run python scripts/unasync.py",
    ]
    assert (tree / "conductor/_sync/client.py").read_text(encoding="utf-8") == "edited"


def test_writing_repairs_what_is_out_of_date(tree: Path) -> None:
    """Surplus files go, the others come back."""
    unasync.main([], tree)
    (tree / "conductor/_sync/left.py").write_text("", encoding="utf-8")
    (tree / "conductor/_sync/client.py").unlink()
    unasync.main([], tree)
    assert unasync.main(["--check"], tree) == 0
    assert not (tree / "conductor/_sync/left.py").exists()


def test_source_that_cannot_be_derived_fails(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status tells, and nothing is written."""
    (tree / "conductor/_async/client.py").write_text("X = 1\n", encoding="utf-8")
    assert unasync.main([], tree) == 1
    assert "conductor/_async/client.py:1" in capsys.readouterr().err
    assert not (tree / "conductor/_sync").exists()


def test_sources_and_derived_files_of_the_tree_share_their_line_numbers() -> None:
    """A traceback in one leads to the same line of the other."""
    for path, content in unasync.derive_all(unasync.ROOT).items():
        source = Path(str(path).replace("_sync", "_async").replace("behaviour/sync", "behaviour/async_"))
        assert len(content.splitlines()) == len(source.read_text(encoding="utf-8").splitlines()), path
