"""Which role holds which permission. Pure: no database, no clock."""

from __future__ import annotations

from core.auth.enums import Permission, StaffRole

_BEAUTICIAN = frozenset(
    {
        Permission.see_own_agenda,
        Permission.answer_own_requests,
        Permission.run_visits,
        Permission.block_own_time,
        Permission.see_members,
        Permission.take_conversations,
        Permission.redeem_coupons,
    }
)
_RECEPTIONIST = _BEAUTICIAN | {
    Permission.see_store_agenda,
    Permission.adjust_points,
    Permission.answer_requests,
    Permission.correct_members,
    Permission.mark_no_show,
    Permission.take_out_of_use,
    Permission.run_till,
    Permission.refund_sales,
    Permission.grant_coupons,
    Permission.sell_prepaid,
}
_MANAGER = _RECEPTIONIST | {
    Permission.run_points,
    Permission.read_reviews,
    Permission.block_any_time,
    Permission.read_health_notes,
    Permission.invite_staff,
    Permission.change_settings,
    Permission.set_tiers,
    Permission.force_redemptions,
    Permission.refund_prepaid,
    Permission.merge_members,
}

PERMISSIONS: dict[StaffRole, frozenset[Permission]] = {
    StaffRole.owner: frozenset(Permission),
    StaffRole.manager: _MANAGER,
    StaffRole.receptionist: _RECEPTIONIST,
    StaffRole.beautician: _BEAUTICIAN,
}


def may(role: str | None, permission: Permission) -> bool:
    """Whether a role includes a permission; no role includes none."""
    return role is not None and permission in PERMISSIONS[StaffRole(role)]
