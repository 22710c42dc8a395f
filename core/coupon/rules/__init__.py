"""What a coupon may be used on, and which of them together take most off a bill. Pure."""
