"""What of jq the server's engine (jackson-jq 0.0.13) cannot run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from conductor.checks._text.words import words

# Name and the numbers of arguments that it takes.
FUNCTIONS = dict(
    entry.split("/")
    for entry in words(
        "_flatten/1 add/0 all/012 any/012 arrays/0 ascii_downcase/0 ascii_upcase/0 atan/0 booleans/0 break/0 capture/12"
        " combinations/01 contains/1 cos/0 del/1 empty/0 endswith/1 error/1 explode/0 first/01 flatten/01 floor/0 "
        "from_entries/0 fromjson/0 group/01 group_by/1 gsub/23 has/1 implode/0 in/1 index/1 indices/1 infinite/0 "
        "inside/1 isinfinite/0 isnan/0 iterables/0 join/1 keys/0 keys_unsorted/0 last/01 leaf_paths/0 length/0 limit/2 "
        "log2/0 ltrimstr/1 map/1 map_values/1 match/12 max/01 max_by/1 min/01 min_by/1 nan/0 not/0 nth/12 nulls/0 "
        "numbers/0 objects/0 paths/01 pow/2 range/123 recurse/012 recurse_down/0 reverse/0 rindex/1 rtrimstr/1 "
        "scalars/0 scan/12 select/1 sin/0 sort/01 sort_by/1 split/12 splits/12 sqrt/0 startswith/1 strings/0 sub/23 "
        "test/12 to_entries/0 tojson/0 tonumber/0 tostring/0 transpose/0 type/0 unique/01 unique_by/1 until/2 "
        "utf8bytelength/0 values/0 walk/1 while/2 with_entries/1"
    )
)
FORMATS = words("@base64 @csv @html @json @sh @text @tsv @uri")

_NO_FUNCTIONS = words("and as catch def elif else end foreach if or reduce then try true false null")
_MISSING_WORDS = words("label import include")
_BINDERS = {"as": "|(", "def": ":"}
_UNFINISHED = words("| , + - * / % == != < > <= >= and or // = |= += : as then else if")
_TOKEN = re.compile(
    r"\s+|#[^\n]*"
    r"|(?P<string>\")"
    r"|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<variable>\$\s*\w+)"
    r"|(?P<format>@\w+)"
    r"|(?P<field>\.[A-Za-z_]\w*)"
    r"|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<mark>\?//=?|//=|[-+*/%|=!<>]=|//|\.\.|[\[\]{}()|,.:;=<>+\-*/%?])"
)
_BRACKETS = {"(": ")", "[": "]", "{": "}"}

Token = tuple[str, str]


class _BrokenError(Exception):
    pass


def problems_of(query: str) -> Iterator[str]:
    """Say what the server's jq cannot do with a query; nothing when it is fine, as far as can be told."""
    try:
        tokens = list(_tokens(query, 0)[0])
        _match_brackets(tokens)
    except _BrokenError as error:
        yield str(error)
        return
    yield from _missing_functions(tokens)
    yield from _missing_syntax(tokens)


def _tokens(query: str, at: int) -> tuple[list[Token], int]:
    """Read to the end, or in a text to the parenthesis that ends the inserted value; give the position after it."""
    found: list[Token] = []
    depth = 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise _BrokenError(f"{query[at]!r} is no jq")
        at = match.end()
        if match.lastgroup == "string":
            inner, at = _read_text(query, at)
            found += [("string", '"'), *inner]
        elif match.lastgroup:
            found.append((match.lastgroup, match[0].replace(" ", "")))
            depth += (match[0] == "(") - (match[0] == ")")
            if depth < 0:
                return found, at
    return found, at


def _read_text(query: str, at: int) -> tuple[list[Token], int]:
    inserted: list[Token] = []
    while at < len(query) and query[at] != '"':
        if query.startswith("\\(", at):
            inner, at = _tokens(query, at + 2)
            inserted += [("mark", "("), *inner]
        elif query[at] == "\n":
            raise _BrokenError("a text goes over the end of a line: write \\n")
        else:
            at += 2 if query[at] == "\\" else 1
    if at >= len(query):
        raise _BrokenError("a text has no end")
    return inserted, at + 1


def _match_brackets(tokens: list[Token]) -> None:
    open_: list[str] = []
    for _kind, text in tokens:
        if text in _BRACKETS:
            open_.append(_BRACKETS[text])
        elif text in _BRACKETS.values() and (not open_ or open_.pop() != text):
            raise _BrokenError(f"{text!r} closes nothing")
    if open_:
        raise _BrokenError(f"{open_[-1]!r} is missing")


def _missing_functions(tokens: list[Token]) -> Iterator[str]:
    own = _own_functions(tokens)
    for index, (kind, text) in enumerate(tokens):
        if kind == "format" and text not in FORMATS:
            yield f"it has no {text}"
        if kind != "word" or text in own | _NO_FUNCTIONS | _MISSING_WORDS or _is_key(tokens, index):
            continue
        arguments = _count_arguments(tokens, index + 1)
        if text not in FUNCTIONS:
            yield f"it has no function {text!r}"
        elif str(arguments) not in FUNCTIONS[text]:
            yield f"its function {text!r} takes no {arguments} arguments" if arguments else f"{text!r} needs arguments"


def _own_functions(tokens: list[Token]) -> set[str]:
    own: set[str] = set()
    for index, token in enumerate(tokens):
        if token == ("word", "def"):
            end = next((at for at in range(index, len(tokens)) if tokens[at][1] == ":"), len(tokens))
            own |= {text for kind, text in tokens[index + 1 : end] if kind == "word"}
    return own


def _is_key(tokens: list[Token], index: int) -> bool:
    before = tokens[index - 1][1] if index else ""
    after = tokens[index + 1][1] if index + 1 < len(tokens) else ""
    return before in {"{", ","} and (after == ":" or (after in {",", "}"} and _is_in_object(tokens, index)))


def _is_in_object(tokens: list[Token], index: int) -> bool:
    depth = 0
    for _kind, text in reversed(tokens[:index]):
        depth += (text in _BRACKETS.values()) - (text in _BRACKETS)
        if depth < 0:
            return text == "{"
    return False


def _count_arguments(tokens: list[Token], at: int) -> int:
    if at >= len(tokens) or tokens[at][1] != "(":
        return 0
    count = depth = 1
    while depth:
        at += 1
        text = tokens[at][1]
        depth += (text in _BRACKETS) - (text in _BRACKETS.values())
        count += depth == 1 and text == ";"
    return count


def _missing_syntax(tokens: list[Token]) -> Iterator[str]:
    words = [text for index, (kind, text) in enumerate(tokens) if kind == "word" and not _is_key(tokens, index)]
    if words.count("if") > words.count("else"):
        yield "it wants an 'else' for each 'if'"
    yield from (f"it has no {text!r}" for text in words if text in _MISSING_WORDS)
    yield from (f"it has no {text!r}" for kind, text in tokens if kind == "mark" and text.startswith("?//"))
    yield from (f"nothing gives {name!r} a value" for name in _unbound(tokens))
    if tokens and tokens[-1][1] in _UNFINISHED:
        yield f"nothing follows the last {tokens[-1][1]!r}"
    for before, token in pairwise(tokens):
        if token[1] == "?" and before[0] != "field" and before[1] not in {"]", ")", '"', "?"}:
            yield "it takes '?' only after a path, as in '.a?' and '(.a | .b)?'"


def _unbound(tokens: list[Token]) -> set[str]:
    bound: set[str] = {"$__loc__"}
    ends: str | None = None
    for kind, text in tokens:
        if kind == "word" and text in _BINDERS:
            ends = _BINDERS[text]
        elif ends and text in ends:
            ends = None
        elif ends and kind == "variable":
            bound.add(text)
    return {text for kind, text in tokens if kind == "variable"} - bound
