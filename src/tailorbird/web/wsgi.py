"""What a WSGI server runs: `granian --interface wsgi tailorbird.web.wsgi:application`."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tailorbird.adapters.db.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
