"""Paying in advance as members and staff meet it: asked for by contract, paid at the desk, reminded of in time (I)."""
