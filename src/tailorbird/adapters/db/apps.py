"""Tailorbird's tables as a Django application."""

from django.apps import AppConfig


class TailorbirdConfig(AppConfig):
    """Tables are named `tailorbird_…`."""

    name = "tailorbird.adapters.db"
    label = "tailorbird"
    verbose_name = "Tailorbird"
