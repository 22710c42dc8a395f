"""Roles of people who work in the salon, and what a role may do."""

from enum import StrEnum


class StaffRole(StrEnum):
    """From the widest to the narrowest."""

    owner = "owner"
    manager = "manager"
    receptionist = "receptionist"
    beautician = "beautician"


class Permission(StrEnum):
    """One thing somebody may be allowed to do."""

    see_own_agenda = "see_own_agenda"
    see_store_agenda = "see_store_agenda"
    answer_own_requests = "answer_own_requests"
    answer_requests = "answer_requests"
    run_visits = "run_visits"  # check in, start, complete
    mark_no_show = "mark_no_show"
    block_own_time = "block_own_time"
    block_any_time = "block_any_time"
    take_out_of_use = "take_out_of_use"  # a bed or device that is broken
    see_members = "see_members"
    read_health_notes = "read_health_notes"  # of every member; whoever serves one reads theirs (A4)
    correct_members = "correct_members"  # what members told about themselves
    set_tiers = "set_tiers"
    sell_prepaid = "sell_prepaid"  # top-ups, session cards and course packs, and small refunds of them
    refund_prepaid = "refund_prepaid"  # of any amount
    adjust_points = "adjust_points"  # by hand, within the limit of the role
    merge_members = "merge_members"  # that two accounts are one person, or are not after all
    run_points = "run_points"  # what is to be had for them, what is abnormal, how many are out
    take_conversations = "take_conversations"
    read_reviews = "read_reviews"  # what members said of their visits, with averages of colleagues; one's own anybody
    invite_staff = "invite_staff"
    change_settings = "change_settings"
    redeem_coupons = "redeem_coupons"  # look a code up, and ask the member to approve its use
    grant_coupons = "grant_coupons"  # within what the store's settings let the role
    force_redemptions = "force_redemptions"  # without the member's approval, with a reason
    run_till = "run_till"  # put bills together and take money
    refund_sales = "refund_sales"  # up to the limit of the role (store settings)
    manage_tokens = "manage_tokens"  # what programs may do in whose name
