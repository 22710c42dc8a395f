"""The embedded engine: a classifier of intents that serves without a server, beside the shared entity tables."""
