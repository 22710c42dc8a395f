"""An optional second opinion from a language model, where the embedded engine is not sure. Off unless configured."""
