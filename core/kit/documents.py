"""YAML files people edit: read into a model, with the line of everything that is wrong in them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from core.kit.errors import Refusal

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]
_LONGEST = 1_000_000
_LEFT_AS_TEXT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where (line from 1, path such as "staff.2.shifts.0.hours") and what it is."""

    line: int
    path: str
    message: str


class BrokenFile(Refusal):
    """A file was not taken over, and nothing was changed. Field: `problems` (tuple of Problem, top to bottom)."""

    code = "file.broken"
    status = 422


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where the platform has it
    """Dates stay text here: the model reads them and can say what is wrong with one. So do on, off, yes and no."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own way of naming what a bare word may be
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _LEFT_AS_TEXT]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes a value that stands in two places twice: people edit one of them and mean that one."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


class Lines:
    """Knows the line of every path of a file."""

    def __init__(self, root: yaml.Node) -> None:
        self._root = root

    def of(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it that exists."""
        node, line = self._root, self._root.start_mark.line
        for part in path:
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == str(part):
                        node, line = value, key.start_mark.line
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line
        return line + 1

    def problem(self, path: Path, message: str) -> Problem:
        """Something wrong at a path."""
        return Problem(self.of(path), ".".join(map(str, path)), message)


def read(text: str, model: type[M]) -> tuple[M, Lines]:
    """A file as its model, and where everything stands in it. Raises BrokenFile."""
    if len(text) > _LONGEST:
        raise BrokenFile(problems=(Problem(1, "", f"the file is longer than {_LONGEST} characters"),))
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise BrokenFile(problems=(Problem(1, "", "the file has no fields"),))
        lines = Lines(root)
        refuse(tuple(_ambiguous(root, (), set())))
        data = loader.construct_document(root)
    except yaml.YAMLError as wrong:
        raise BrokenFile(problems=(_from_yaml(wrong),)) from wrong
    except ValueError as wrong:  # a bare word that looks like a number but is none, such as 1__
        raise BrokenFile(problems=(Problem(1, "", str(wrong)),)) from wrong
    finally:
        loader.dispose()
    try:
        return model.model_validate(data), lines
    except ValidationError as wrong:
        errors = _causes(wrong.errors(include_url=False, include_input=False))
        raise BrokenFile(problems=_in_order(_from_model(error, lines, model) for error in errors)) from wrong


def refuse(problems: tuple[Problem, ...]) -> None:
    """Raises BrokenFile when there is any problem."""
    if problems:
        raise BrokenFile(problems=_in_order(iter(problems)))


def repeated(lines: Lines, path: Path, codes: Sequence[str]) -> Iterator[Problem]:
    """A problem for each entry of a list whose code stood in it before."""
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield lines.problem((*path, index, "code"), f"there are two of the code {code!r}")


def write(data: Mapping[str, Any]) -> str:
    """A file of plain values, fields in the order given."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def _in_order(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.path)))


def _from_yaml(wrong: yaml.YAMLError) -> Problem:
    mark = getattr(wrong, "problem_mark", None)
    what = getattr(wrong, "problem", None) or str(wrong)
    return Problem(mark.line + 1 if mark else 1, "", f"the file cannot be read: {what}")


def _ambiguous(node: yaml.Node, path: Path, seen: set[int]) -> Iterator[Problem]:
    """Fields given twice, of which YAML silently keeps the last, and references, which could blow a file up."""
    if id(node) in seen:
        yield Problem(node.start_mark.line + 1, ".".join(map(str, path)), "references (& and *) are not used here")
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _ambiguous(item, (*path, index), seen)
    elif isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            inner = (*path, str(key.value))
            if inner[-1] in keys:
                yield Problem(key.start_mark.line + 1, ".".join(map(str, inner)), "is given twice")
            keys.add(str(key.value))
            yield from _ambiguous(value, inner, seen)


_WORDS = {
    "missing": "is missing",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must have fields of its own",
    "model_type": "must have fields of its own",
    "model_attributes_type": "must have fields of its own",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "multiple_of": "must be a multiple of {multiple_of}",
    "string_too_short": "must not be empty",
    "string_too_long": "must have {max_length} characters or fewer",
    "too_short": "must have at least {min_length} entries",
    "enum": "must be one of {expected}",
    "literal_error": "must be {expected}",
    "value_error": "{error}",
}


def _causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without lists that are too short only because what is in them is wrong."""
    places = [error["loc"] for error in errors]
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(place[: len(error["loc"])] == error["loc"] != place for place in places)
    ]


def _from_model(error: ErrorDetails, lines: Lines, model: type[BaseModel]) -> Problem:
    path, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        message = "is not a known field" + _meant(str(path[-1]), model)
    elif kind in _WORDS:
        message = _WORDS[kind].format(**error.get("ctx", {}))
    else:
        message = error["msg"]
    return lines.problem(path, message)


def _meant(word: str, model: type[BaseModel]) -> str:
    close = difflib.get_close_matches(word, _fields(model.model_json_schema()), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _fields(schema: object) -> list[str]:
    """All field names of a JSON schema, however deep."""
    if isinstance(schema, dict):
        own = schema.get("properties", {})
        return [*own, *(name for value in schema.values() for name in _fields(value))]
    return []
