tier-bad_spend = This amount cannot be right. Nothing was changed; please check it.
tier-key_reused = This was already used for something else just now, so nothing was done twice. Please start again.
