"""What staff are told once a day: their visits in the morning, how the day went in the evening."""
