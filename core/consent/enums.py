"""What a member can agree to, each on its own."""

from enum import StrEnum


class ConsentKind(StrEnum):
    """Purposes that need a consent of their own (PIPL art. 14, 23, 29)."""

    terms = "terms"
    health_notes = "health_notes"  # skin, allergies (A4): sensitive personal information
    marketing = "marketing"
    learning = "learning"  # sentences not understood may be kept and looked at


class Topic(StrEnum):
    """What marketing is about (N1–N3); each can be stopped on its own."""

    greetings = "greetings"  # birthday and festivals
    offers = "offers"  # activities, new products, prices
    care = "care"  # care notes
