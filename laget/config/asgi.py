"""The door for an ASGI server at home: pages through a bridge to WSGI."""

from typing import Any, cast

from a2wsgi import WSGIMiddleware

from laget.config.wsgi import application as pages

application = WSGIMiddleware(cast(Any, pages), workers=8)  # Django's own type of the door differs
