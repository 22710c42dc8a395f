"""What a domain's endpoints are written with: operations and who may call them. `core.api` serves them over HTTP."""
