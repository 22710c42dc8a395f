"""The waitlist (排队等位): who waits for which time, and offering it when it becomes free (C9)."""
