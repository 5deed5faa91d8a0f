"""The WSGI application. The catalog is read here, once per process, before the first request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
application = get_wsgi_application()

from advisor.web.catalog import get_catalog  # noqa: E402 - needs the settings set up above

get_catalog()
