"""Django's settings for the whole product, from the environment.

TAILORBIRD_VAR             folder of what the installation keeps; by default var
TAILORBIRD_DATABASE_URL    see `database_url`; by default an SQLite file in that folder
TAILORBIRD_ENV             `development` (default) or `production`
TAILORBIRD_SECRET_KEY      needed in production; in development made and kept in secret.key there
TAILORBIRD_OLD_SECRET_KEYS earlier keys, by commas, while secrets are still encrypted with them
TAILORBIRD_MEDIA           folder of uploaded files; by default media there
TAILORBIRD_HOSTS           names under which the site answers, by commas
TAILORBIRD_TLS_PROXY       `on` where a proxy that ends TLS sets X-Forwarded-Proto itself
"""

from __future__ import annotations

import os
from pathlib import Path

from tailorbird.adapters.db.database_url import django_database
from tailorbird.adapters.db.secret_key import secret_key

_WEB = Path(__file__).parents[2] / "web"
_YEAR_SECONDS = 365 * 24 * 3600


def _list(name: str, default: str = "") -> list[str]:
    return [each.strip() for each in os.environ.get(name, default).split(",") if each.strip()]


_var = Path(os.environ.get("TAILORBIRD_VAR", "var")).absolute()
TAILORBIRD_ENV = os.environ.get("TAILORBIRD_ENV", "development")
_production = TAILORBIRD_ENV == "production"

SECRET_KEY = secret_key(os.environ.get("TAILORBIRD_SECRET_KEY", ""), TAILORBIRD_ENV, _var / "secret.key")
SECRET_KEY_FALLBACKS = _list("TAILORBIRD_OLD_SECRET_KEYS")
DEBUG = False
ALLOWED_HOSTS = _list("TAILORBIRD_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = ["tailorbird.adapters.db", "ninja", "django.contrib.staticfiles"]
MIDDLEWARE = [
    "tailorbird.api.edge.ApiEdge",
    "tailorbird.web.security.PageSecurity",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "tailorbird.web.urls"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_WEB / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = {
    "default": django_database(
        os.environ.get("TAILORBIRD_DATABASE_URL", f"sqlite:///{_var}/tailorbird.sqlite3")
    )
}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

MEDIA_ROOT = Path(os.environ.get("TAILORBIRD_MEDIA", _var / "media")).absolute()
STATIC_URL = "/static/"
STATICFILES_DIRS = [each for each in (_WEB / "static",) if each.is_dir()]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = _production
SESSION_COOKIE_SECURE = _production
SECURE_HSTS_SECONDS = _YEAR_SECONDS if _production else 0
if os.environ.get("TAILORBIRD_TLS_PROXY", "off") == "on":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
