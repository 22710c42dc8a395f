"""Rasa as a second engine on the same sentences: what its server loads, and how it is asked."""
