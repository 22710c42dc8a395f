"""Coupons and packs (H): what a member may take off a bill, by whom it was given and when it was used."""
