"""Composition root: settings, command line, wiring of processes, demo salon."""
