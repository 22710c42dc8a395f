"""Sentences that nobody understood, kept so that somebody says what they mean: of members who agreed, for a while."""
