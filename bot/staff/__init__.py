"""Staff commands, one file a noun. A command is a dialog too: what is missing is asked for, one thumb is enough."""
