"""What the code says and what the catalogues hold, read from both without running a conversation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

SAYING = {"say", "text", "_text"}
KEYS = {"ask", "none", "yes"}
"""Named arguments of `Chat.choose`, `Chat.ask` and `Chat.confirm` that carry a text key."""
_KEY = re.compile(r"[a-z_]+(\.[a-z0-9_-]+)+")


def catalogue(folder: Path) -> dict[str, set[str]]:
    """Key (as code writes it) → names of its variables, over all files of a language."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Junk):
                raise ValueError(f"{path.name}: {entry.content}")
            if isinstance(entry, fluent.Message):
                if entry.id.name in found:
                    raise ValueError(f"{path.name}: {entry.id.name} is there twice")
                found[entry.id.name] = _variables(entry)
    return found


def _variables(entry: fluent.Message) -> set[str]:
    collected: set[str] = set()

    class Collector(Visitor):
        def visit_VariableReference(self, node: fluent.VariableReference) -> None:
            collected.add(node.id.name)

    Collector().visit(entry)
    return collected


def said(text: str) -> set[str]:
    """Keys that a file says for certain: literals where a sentence is asked for."""
    return {key for node in _values_said(text) for key in _literals(node)}


def mentioned(text: str) -> set[str]:
    """Everything in a file that looks like a key: tables of keys, codes of refusals."""
    tree = ast.parse(text)
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEY.fullmatch(node.value)
    }


def patterns(text: str) -> set[str]:
    """Keys that a file puts together, as patterns: f"status.{status}" is "status-.+"."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.JoinedStr) or not isinstance(node.values[0], ast.Constant):
            continue
        if not re.match(r"[a-z_]+\.", str(node.values[0].value)):
            continue
        fixed = (to_name(str(part.value)) if isinstance(part, ast.Constant) else None for part in node.values)
        parts = ["[a-z0-9_-]+" if part is None else part for part in fixed]
        found.add("".join(parts))
    return found


def questions(text: str, ways: tuple[str, ...] = ("choose", "ask")) -> set[str]:
    """Names of the questions that a file asks, by tapping (`choose`) or by words (`ask`).

    Where several are asked by one function, it is the default of its parameter `question`.
    """
    by_default = {
        default.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.args.defaults
        for arg, default in zip(node.args.args[-len(node.args.defaults) :], node.args.defaults, strict=True)
        if arg.arg == "question" and isinstance(default, ast.Constant) and isinstance(default.value, str)
    }
    return by_default | {
        node.args[0].value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ways
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def changes(text: str) -> set[str]:
    """Names of the answers that a file offers to take back."""
    return {
        name.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.keyword) and node.arg == "changes"
        for name in ast.walk(node.value)
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
    }


def raised(text: str) -> Iterator[tuple[str, set[str]]]:
    """Class and field names of every `raise Name(field=…)` in a file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            yield (
                node.exc.func.id,
                {keyword.arg for keyword in node.exc.keywords if keyword.arg},
            )


def to_name(key: str) -> str:
    """A key as Fluent spells it."""
    return key.replace(".", "-")


def _values_said(text: str) -> Iterator[ast.expr]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in SAYING:
            yield from node.args[:2]
        yield from (keyword.value for keyword in node.keywords if keyword.arg in KEYS)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEY.fullmatch(node.value):
        yield node.value
