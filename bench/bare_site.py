"""A site with nothing in it: what Django itself weighs under the same server."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    """Answer anything."""
    return HttpResponse(b"ok", content_type="text/plain")


urlpatterns = [path("healthz", hello)]
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="a key that protects nothing but measurements",
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "nobody-connects"}},
    USE_TZ=True,
)
application = get_wsgi_application()
