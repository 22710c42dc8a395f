"""Names of files: whatever is asked for, what comes out is harmless on every disk and in every header."""

from __future__ import annotations

from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.rules import MAX_NAME, disposition, safe_mime, safe_name


@pytest.mark.parametrize(
    ("wished", "safe"),
    [
        ("预约.ics", "预约.ics"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\boot.ini", "C--boot.ini"),
        ("", "file"),
        ("...", "file"),
        ("CON.txt", "file-CON.txt"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie- x"),
        ("data\u202efdp.exe", "datafdp.exe"),
        ("长" * 200 + ".json", "长" * (MAX_NAME - 5) + ".json"),
    ],
)
def test_a_name_is_made_safe(wished: str, safe: str) -> None:
    assert safe_name(wished) == safe


@given(st.text(max_size=200))
def test_no_name_leads_out_of_its_folder_or_out_of_its_header(wished: str) -> None:
    name = safe_name(wished)
    assert name
    assert len(name) <= MAX_NAME
    assert not set(name) & set('/\\:*?"<>|\r\n\0')
    assert name.strip(" .") == name.lstrip(" .")
    assert safe_name(name) == name
    header = disposition(name)
    assert header.isascii()
    assert header.isprintable()
    parsed = Message()
    parsed["Content-Disposition"] = header
    assert parsed.get_content_disposition() == "attachment"
    assert unquote(header.partition("filename*=UTF-8''")[2]) == name


def test_a_type_that_is_none_is_bytes() -> None:
    assert safe_mime("text/calendar") == "text/calendar"
    assert safe_mime("text/html\r\nX: y") == "application/octet-stream"
    assert safe_mime("") == "application/octet-stream"
