"""The till in chat: bills, payment and refunds, with what these have in common."""
