"""The rules of the house that a linter does not know. Each takes a file's text and returns what breaks the rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "shared", "misc"}
LONGEST_FILE, LONG_FILE = 500, 300
LONGEST_FUNCTION = 60
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SILENCES = re.compile(r"noqa(: *[A-Z]+\d+(, *[A-Z]+\d+)*)?|type: ignore(\[[\w, -]*\])?")
_NOW = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def empty_name(path: str) -> list[str]:
    """A name that says nothing collects everything."""
    return [part for part in path.removesuffix(".py").split("/") if part in SAYS_NOTHING]


def long_functions(text: str) -> list[str]:
    """Functions longer than a screen do more than one thing. A function inside another is measured by itself."""
    found = []
    for node in _functions(ast.parse(text)):
        lines = _lines(node) - sum(_lines(inner) for inner in _functions(node) if inner is not node)
        if lines > LONGEST_FUNCTION:
            found.append(f"{node.name}: {lines} lines")
    return found


def broad_excepts(text: str) -> list[str]:
    """Whoever catches everything says on the line why nothing narrower would do."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _has_reason(text, node.lineno)
    ]


def imports_inside_functions(text: str) -> list[str]:
    """An import inside a function is a sign that the layering is wrong; a reason on the line may say otherwise."""
    return [
        f"line {inner.lineno}"
        for node in _functions(ast.parse(text))
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom) and not _has_reason(text, inner.lineno)
    ]


def machine_times(text: str) -> list[str]:
    """The time is handed in (core.kit.clock), or a salon year could not be played in minutes."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _dotted(node.func) in _NOW
    ]


def prints(text: str) -> list[str]:
    """What a server prints is lost; it logs. Only a terminal is printed to."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def sentences(text: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Chinese in code is a sentence that no other language has: it belongs into the catalogues."""
    return [
        f"line {node.lineno}: {node.value!s}"
        for node in _strings(ast.parse(text))
        if _CHINESE.search(str(node.value)) and node.value not in allowed
    ]


def _functions(tree: ast.AST) -> list[_Function]:
    return [node for node in ast.walk(tree) if isinstance(node, _Function)]


def _lines(node: _Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals; what stands alone as a statement is a docstring, not a value."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in names)


def _has_reason(text: str, line: int) -> bool:
    comment = text.splitlines()[line - 1].partition("#")[2]
    return bool(re.search(r"\w", _SILENCES.sub("", comment)))


def _dotted(function: ast.Attribute) -> tuple[str, str]:
    owner = function.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name, function.attr
