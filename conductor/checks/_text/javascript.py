"""Syntax errors in JavaScript: by an engine where one is installed, else by a look at tokens and brackets.

The look finds what people get wrong (brackets, texts, `return`, words of other languages) and is silent when unsure.
"""

from __future__ import annotations

import importlib
import re
from itertools import pairwise
from typing import Any

from conductor.checks._text.tokens import BrokenError, Token, Tokens, UnsureError
from conductor.checks._text.words import words

_ABOUT_REGEX = re.compile(r"regular expression|regexp|repeat|group|class range|quantifier|back reference|escape")
_FIRST_LINE = re.compile(r"\A#![^\n]*")  # how a script names its interpreter; JavaScript skips it


_CLOSERS = words(") ] }")
_ASSIGN = words("= += -= *= **= /= %= &= |= ^= &&= ||= ??= <<= >>= >>>=")
# Operators with a value on each side; those that may also begin a value, or stand before a name, are left out.
_BETWEEN = _ASSIGN | words("== === != !== <= >= && || ?? % < > & | ^ ** << >> >>> ? =>")
_NEEDS_NEXT = _BETWEEN | words("+ - * / ! ~ . ?.")
_ENDS_VALUE = _CLOSERS | words("++ --")
_HEADS = words("if while switch for")
_BLOCK_HEADS = _HEADS | words("with catch await")
# Words that begin a statement or a part of one: none may follow a value in the same line.
_BEGINNERS = words(
    "break case catch class const continue debugger default delete do else export finally for function if new return "
    "switch throw try typeof var void while with"
)
# Words that may stand beside another word, and those that are operators themselves.
_KEYWORDS = _BEGINNERS | words(
    "as async await accessor enum extends from get implements import in instanceof interface let of package private "
    "protected public set static super using yield"
)


def syntax_error(source: str) -> str | None:
    """Say why no engine can read a script; None when it is fine, or when that cannot be told."""
    script, engine = _FIRST_LINE.sub("", source), _engine()
    return _engine_error(engine, script) if engine else look(script)


def look(source: str) -> str | None:
    """Say what is surely wrong with a script, without an engine."""
    try:
        tokens = list(Tokens(source))
    except BrokenError as error:
        return str(error)
    except UnsureError:
        return None
    start = Token("mark", ";", fresh=True, tight=True)
    for before, token in pairwise([start, *tokens, start]):
        if problem := _clash(before, token):
            return problem
    return _stray_return(tokens)


def _clash(before: Token, token: Token) -> str | None:
    if before.text == "$" and token.text == "{" and token.tight:
        return "${...} is not replaced here: name the value in inputParameters and read it as $.name"
    if _is_impossible(before, token):
        return f"{token.text!r} cannot follow {before.text!r}"
    return None


def _is_impossible(before: Token, token: Token) -> bool:
    if token.text in {".", "?."} or token.text in _BETWEEN:
        return before.kind == "mark" and before.text not in _ENDS_VALUE
    if before.text == ".":
        return token.kind != "word"
    if before.kind == "mark" and before.text in _NEEDS_NEXT:
        return token.text in _CLOSERS or token.text in {";", ","}
    return not token.fresh and _begins_value(token) and (_is_value(before) or before.text in _HEADS)


def _is_value(token: Token) -> bool:
    return token.kind in {"number", "string"} or (token.kind == "word" and token.text not in _KEYWORDS)


def _begins_value(token: Token) -> bool:
    return _is_value(token) or (token.kind == "word" and token.text in _BEGINNERS)


def _stray_return(tokens: list[Token]) -> str | None:
    is_function: list[bool] = []
    opened_by: list[Token | None] = []
    head: Token | None = None
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        if token.text == "(":
            opened_by.append(before)
        elif token.text == ")":
            head = opened_by.pop()
        elif token.text == "{":
            is_function.append(_opens_function(before, head))
        elif token.text == "}":
            is_function.pop()
        elif token.text == "return" and not any(is_function) and _is_statement(before, tokens[index + 1 :]):
            return "'return' stands outside a function: the value of the last statement is the result"
    return None


def _opens_function(before: Token | None, head: Token | None) -> bool:
    if before is None or before.text not in {")", "=>"}:
        return False
    return before.text == "=>" or head is None or head.text not in _BLOCK_HEADS


def _is_statement(before: Token | None, rest: list[Token]) -> bool:
    if before is None or before.text in {";", "}", ")", "else"}:
        return True
    # In an object it may be the name of a member.
    return before.text == "{" and not (rest and rest[0].text in {":", "("})


def _engine() -> Any:
    try:
        return importlib.import_module("quickjs")
    except ImportError:
        return None


def _engine_error(engine: Any, source: str) -> str | None:
    try:
        # The whole text is parsed before its first statement ends the run: nothing of it is executed.
        engine.Context().eval(f"throw 0;{source}")
    except engine.JSException as error:
        kind, _, message = str(error).strip().partition("\n")[0].partition(": ")
        if kind == "SyntaxError":
            # The server looks into regular expressions only when they are used.
            return look(source) if _ABOUT_REGEX.search(message) else message
    return None
