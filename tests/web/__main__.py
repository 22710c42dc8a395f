"""Serve the pages with a scripted salon behind them, to look at: `python -m tests.web 8099`."""

import sys

import uvicorn

from tests.web.fake_server import World, create_app
from tests.web.scripted_salon import scripted_salon

uvicorn.run(create_app(World(answers=scripted_salon)), port=int(sys.argv[1]))
