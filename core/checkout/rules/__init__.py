"""The till's decisions and arithmetic, to the fen. Pure: no database, no clock."""
