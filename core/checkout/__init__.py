"""The till (收银, product.md K): the bill of a visit, how it is paid, and what comes back of it."""
