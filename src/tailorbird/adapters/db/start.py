"""Starting Django, for the command line, the worker, the server and the tests alike."""

from __future__ import annotations

import os

import django
from django.apps import apps
from django.conf import settings
from django.db import connections

from tailorbird.adapters.db.database_url import django_database

SETTINGS_MODULE = "tailorbird.adapters.db.settings"


def setup() -> None:
    """Start Django with the settings of the environment; the second time it does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    if not apps.ready:
        django.setup()


def configure(**overrides: object) -> None:
    """Start Django with settings in place of the environment's, such as `MEDIA_ROOT`."""
    setup()
    for name, value in overrides.items():
        if not name.isupper():
            raise ValueError(f"A setting is written in capitals, not {name!r}.")
        setattr(settings, name, value)


def point(alias: str, url: str) -> None:
    """Let the alias stand for the database at the URL, for connections that are yet to be made."""
    setup()
    given = connections.configure_settings({"default": {}, alias: django_database(url)})[alias]
    if alias in connections.settings and connections.settings[alias] == given:
        return
    forget(alias)
    connections.settings[alias] = given


def forget(alias: str) -> None:
    """Close this thread's connection of the alias, and a pool of it; the next use connects anew."""
    if alias not in connections.settings:
        return
    wrapper = connections[alias]
    wrapper.close()
    if hasattr(wrapper, "close_pool"):
        wrapper.close_pool()
    del connections[alias]
