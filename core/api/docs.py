"""The documentation as one plain page: no script, nothing from elsewhere, readable without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from core.kit.errors import Refusal

STYLE = (Path(__file__).parent / "docs.css").read_text(encoding="utf-8")
_BOLD, _CODE = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"`([^`]+)`")
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} API</title><link rel="stylesheet" href="/api/docs.css"></head><body>
<nav><a href="#top">{title} API</a>{menu}<a href="#problems">Problems</a></nav>
<main><h1 id="top">{title} API</h1><p>{about}</p>
<p>The same for machines: <a href="/api/openapi.json">openapi.json</a>.</p>{operations}
<h2 id="problems">Problems</h2><dl>{problems}</dl></main></body></html>
"""


def page(
    document: dict[str, Any], problems: Mapping[str, type[Refusal]], meaning: Callable[[type[Refusal]], str]
) -> str:
    """The page of an OpenAPI document and of all problems by code."""
    by_tag: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    return _PAGE.format(
        title=escape(document["info"]["title"]),
        about=_marked(document["info"]["description"]),
        menu="".join(f'<a href="#{_anchor(tag)}">{escape(tag)}</a>' for tag in by_tag),
        operations="".join(
            f'<h2 id="{_anchor(tag)}">{escape(tag)}</h2>{"".join(shown)}' for tag, shown in by_tag.items()
        ),
        problems="".join(
            f'<dt id="{code}"><code>{code}</code> {kind.status}</dt><dd>{escape(meaning(kind))}</dd>'
            for code, kind in sorted(problems.items())
        ),
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    name = operation["operationId"]
    asked = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    given: dict[str, Any] = next((each for status, each in operation["responses"].items() if status < "300"), {})
    answered = given.get("content", {}).get("application/json", {}).get("example")
    parts = [
        f'<section id="{name}"><h3>{escape(operation["summary"])}</h3>',
        f'<p class="path"><b>{method.upper()}</b> /api{escape(path)}</p><p>{_marked(operation["description"])}</p>',
        _parameters(operation.get("parameters", [])),
        _example("Sent", asked),
        _example("Answered", answered),
        f'<p class="problems">Problems: {", ".join(_problems(operation["responses"]))}</p></section>',
    ]
    return "".join(parts)


def _parameters(parameters: list[dict[str, Any]]) -> str:
    return f"<table>{''.join(map(_parameter, parameters))}</table>" if parameters else ""


def _parameter(parameter: dict[str, Any]) -> str:
    about = parameter.get("description") or parameter["schema"].get("description", "")
    where = parameter["in"] if parameter.get("required") else f"{parameter['in']}, optional"
    return f"<tr><td><code>{escape(parameter['name'])}</code></td><td>{where}</td><td>{_marked(about)}</td></tr>"


def _example(title: str, value: Any) -> str:
    if value is None:
        return ""
    return f"<h4>{title}</h4><pre>{escape(json.dumps(value, ensure_ascii=False, indent=2))}</pre>"


def _problems(responses: dict[str, Any]) -> Iterator[str]:
    for status, response in responses.items():
        for code in response.get("content", {}).get("application/problem+json", {}).get("examples", {}):
            yield f'{status} <a href="#{code}">{code}</a>'


def _marked(text: str) -> str:
    paragraphs = escape(text).split("\n\n")
    return "<br>".join(_CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<b>\1</b>", each)) for each in paragraphs)


def _anchor(tag: str) -> str:
    return tag.lower().replace(" ", "-")
