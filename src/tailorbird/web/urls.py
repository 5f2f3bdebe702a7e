"""Where everything lies."""

from __future__ import annotations

from django.urls import include, path

from tailorbird.web import assets, demo, health, pages, terms

urlpatterns = [
    path("", pages.start, name="start"),
    path("healthz", health.healthz, name="healthz"),
    path("docs/problems", pages.problems, name="problems"),
    path("terms/", terms.index, name="terms"),
    path("terms/<str:ref>", terms.read, name="terms-read"),
    path("demo/cases/<str:case_id>", demo.case, name="demo-case"),
    path("static/<path:name>", assets.serve, name="asset"),
    path("api/v1/docs", pages.api_docs, name="api-docs"),
    path("api/v1/", include("tailorbird.api.urls")),
]
handler400 = "tailorbird.web.pages.bad_request"
handler403 = "tailorbird.web.pages.forbidden"
handler404 = "tailorbird.web.pages.not_found"
handler500 = "tailorbird.web.pages.our_fault"
