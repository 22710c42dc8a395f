"""Everything the product says, in catalogues; nothing else holds a sentence."""
