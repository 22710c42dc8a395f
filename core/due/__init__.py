"""What falls due: rows with a moment and an end, claimed once by whoever the clock wakes."""
