"""The operations of all domains over HTTP: one router, one guard at the door, one form for every refusal."""
