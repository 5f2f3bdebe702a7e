"""Where the API lies. Built once a process, from the kinds of cases that the house knows."""

from __future__ import annotations

from django.urls import path

from tailorbird.api.building import build
from tailorbird.bootstrap import PROCEDURES

api = build(PROCEDURES)
urlpatterns = [path("", api.urls)]
