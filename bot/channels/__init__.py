"""Where people chat. A channel turns answers into its own messages; it does not think."""
