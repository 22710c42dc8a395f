"""The keyword engine: exact words before any model, and the whole reader until there is one."""
