"""Understanding people: `parse(text, context) -> Reading`, pure functions on data, no chat and no core."""
