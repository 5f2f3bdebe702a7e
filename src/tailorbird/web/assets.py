"""Style sheets, fonts and scripts, served by ourselves: no page asks another host for anything."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified

_PREFIXES: Final = ("tailorbird/", "ninja/swagger-ui")
_TYPES: Final = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_ENDINGS: Final = (".css", ".js", ".svg", ".woff2", ".png", ".txt")


def serve(request: HttpRequest, name: str) -> HttpResponse:
    """The file of that name, if it is one of the site's."""
    if not name.startswith(_PREFIXES) or not name.endswith(_ENDINGS):
        raise Http404(name)
    path = finders.find(name)
    if not path:
        raise Http404(name)
    data, etag = _read(str(path), Path(path).stat().st_mtime_ns)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    ending = Path(name).suffix
    content_type = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(data, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    return response


@lru_cache(maxsize=64)
def _read(path: str, _changed_ns: int) -> tuple[bytes, str]:
    data = Path(path).read_bytes()
    return data, f'"{hashlib.sha256(data).hexdigest()[:32]}"'
