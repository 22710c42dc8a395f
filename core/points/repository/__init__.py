"""Statements on points: the ledger, what is had for them, what else earns them, and the sums of all members."""
