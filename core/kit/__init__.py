"""What every domain stands on, one purpose a file: clock, money, ids, database, errors, events."""
