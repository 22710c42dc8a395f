"""`meiyue token`: the tokens by which programs use the API."""

from __future__ import annotations

from typing import Annotated

import typer

from core.kit.work import Work
from core.staff import service as staff
from core.staff.errors import StaffNotFound
from core.store import service as stores
from core.token import service as tokens
from core.token.enums import TokenScope
from core.token.schemas import LONGEST_DAYS, TokenOut
from meiyue.terminal import tell

token_cli = typer.Typer(help="Tokens by which programs use the API.", no_args_is_help=True)
_PAGE = 100


@token_cli.command("create")
def create(
    name: Annotated[str, typer.Argument(help='What it is for, such as "Front desk tablet".')],
    staff_code: Annotated[
        str, typer.Option("--staff", help="Acts as this colleague: STORE/CODE, as in the files.")
    ] = "",
    member_id: Annotated[int | None, typer.Option("--member", min=1, help="Acts as this member, by number.")] = None,
    days: Annotated[int, typer.Option(min=1, max=LONGEST_DAYS, help="How long it holds.")] = 365,
    read_only: Annotated[bool, typer.Option(help="It may read, and change nothing.")] = False,
) -> None:
    """Makes a token and prints it; it is never shown again."""

    def make(work: Work) -> str:
        staff_id = _staff_id(work, staff_code) if staff_code else None
        scope = TokenScope.read if read_only else TokenScope.full
        _, text = tokens.create(work, name, staff_id=staff_id, member_id=member_id, scope=scope, days=days)
        return f"{text}\n"

    tell(make)


@token_cli.command("list")
def list_all() -> None:
    """Lists all tokens, those that have ended included."""

    def lines(work: Work) -> str:
        found: list[TokenOut] = []
        while page := tokens.list_tokens(work, found[-1].id if found else 0, _PAGE):
            found.extend(page)
        return "".join(f"{_line(each)}\n" for each in found)

    tell(lines)


@token_cli.command("revoke")
def revoke(token_id: Annotated[int, typer.Argument(min=1, help="Its number in `meiyue token list`.")]) -> None:
    """Ends a token at once."""

    def end(work: Work) -> str:
        tokens.revoke(work, token_id)
        return f"Token {token_id} holds no more.\n"

    tell(end)


def _staff_id(work: Work, code: str) -> int:
    store_code, _, person_code = code.partition("/")
    store = stores.get_by_code(work, store_code)
    for person in staff.list_staff(work, store.id):
        if person.code == person_code:
            return person.id
    raise StaffNotFound(id=code)


def _line(token: TokenOut) -> str:
    whose = f"staff {token.staff_id}" if token.staff_id is not None else f"member {token.member_id}"
    state = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else f"until {token.expires_at:%Y-%m-%d}"
    used = f"last used {token.last_used_at:%Y-%m-%d %H:%M} UTC" if token.last_used_at else "never used"
    return f"{token.id:>4}  {token.name}  {whose}  {token.scope.value}  {state}  {used}"
