"""Conversations with guests and members, one a file. A dialog asks until it knows, then calls core once."""
