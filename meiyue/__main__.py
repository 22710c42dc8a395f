"""`python -m meiyue` is the same as the `meiyue` command."""

from meiyue.cli import main

main()
