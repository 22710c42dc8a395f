"""Values found in a text: times, names of the store's closed sets, numbers and codes."""
