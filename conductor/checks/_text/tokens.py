"""JavaScript text in tokens; enough for brackets, strings and operators, no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conductor.checks._text.words import words


class BrokenError(Exception):
    """No JavaScript engine can read the text; the message says why."""


class UnsureError(Exception):
    """Only a parser could tell how to read on."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, string, regex, template or mark; `fresh` if it begins a line, `tight` if it follows at once."""

    kind: str
    text: str
    fresh: bool
    tight: bool


_BLANK = re.compile(r"(?:\s|\ufeff|//[^\n\r\u2028\u2029]*|/\*.*?\*/)+", re.DOTALL)
_TOKEN = re.compile(
    r"""(?P<word>\#?[^\W\d][\w$]*|\#?\$[\w$]*)"""
    r"""|(?P<number>0[xXoObB][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?)"""
    r"""|(?P<string>"(?:[^"\\\n\r]|\\(?:\r\n|.))*"|'(?:[^'\\\n\r]|\\(?:\r\n|.))*')"""
    r"""|(?P<mark>>>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?="""
    r"""|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|\*\*"""
    r"""|[{}()\[\];,<>+\-*/%&|^!~?:=.@])""",
    re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+/\w*")
_WORDS_BEFORE_REGEX = words("return typeof case in of delete void throw new instanceof do else yield await")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")


class Tokens:
    """Reads a script token by token; templates come as their pieces, with the code inside them between."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._open: list[str] = []

    def __iter__(self) -> Iterator[Token]:
        """Give the tokens; raises BrokenError where a text, comment or bracket has no end."""
        before: Token | None = None
        while (token := self._next(before)) is not None:
            yield token
            before = token
        if self._open:
            raise BrokenError(f"{self._open[-1]!r} is never closed")

    def _next(self, before: Token | None) -> Token | None:
        start = self._at
        if blank := _BLANK.match(self._source, self._at):
            self._at = blank.end()
        if self._at == len(self._source):
            return None
        fresh = before is None or _LINE_END.search(self._source, start, self._at) is not None
        kind, end = self._measure(before)
        token = Token(kind, self._source[self._at : end], fresh, start == self._at)
        self._at = end
        return token

    def _measure(self, before: Token | None) -> tuple[str, int]:
        char = self._source[self._at]
        if char == "`" or (char == "}" and self._open[-1:] == ["`"]):
            return "template", self._end_of_template(char)
        if char == "/" and self._source[self._at + 1 : self._at + 2] == "*":
            raise BrokenError("a comment has no end")
        if char == "/" and _expects_value(before):
            return "regex", self._end_of_regex()
        if char == "\\":
            raise UnsureError
        found = _TOKEN.match(self._source, self._at)
        if found is None:
            raise BrokenError("a text has no end" if char in "'\"" else f"{char!r} is no JavaScript")
        if found.lastgroup == "mark":
            self._note_bracket(found[0])
        return str(found.lastgroup), found.end()

    def _end_of_template(self, char: str) -> int:
        if char == "}":
            self._open.pop()
        at = self._at + 1
        while at < len(self._source):
            if self._source[at] == "`":
                return at + 1
            if self._source.startswith("${", at):
                self._open.append("`")
                return at + 2
            at += 2 if self._source[at] == "\\" else 1
        raise BrokenError("a template text has no end")

    def _end_of_regex(self) -> int:
        found = _REGEX.match(self._source, self._at)
        if found is None:
            raise BrokenError("a regular expression has no end")
        return found.end()

    def _note_bracket(self, mark: str) -> None:
        if mark in {"(", "[", "{"}:
            self._open.append(mark)
        elif mark in {")", "]", "}"} and (not self._open or self._open.pop() + mark not in {"()", "[]", "{}"}):
            raise BrokenError(f"{mark!r} closes nothing")


def _expects_value(before: Token | None) -> bool:
    if before is None:
        return True
    if before.kind == "template" or before.text in {")", "}"}:
        raise UnsureError
    if before.kind == "word":
        return before.text in _WORDS_BEFORE_REGEX
    return before.kind == "mark" and before.text not in {"]", "++", "--"}
