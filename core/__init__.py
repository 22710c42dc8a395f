"""The shared core service: owns the data and the rules, knows no chat platform."""
