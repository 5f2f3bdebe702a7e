"""Writes that belong to no case, carried out once a key. Cases keep their answers themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key
from tailorbird.api.problem_reply import Refusal
from tailorbird.api.replying import REPLAYED, reply
from tailorbird.app.engine import problems
from tailorbird.app.ports.storage import SavedReply
from tailorbird.domain import codec


@dataclass(frozen=True, slots=True)
class Done:
    """What a write came to. `kept` is what repeating it tells, where that is less: a secret is told once."""

    shown: object
    status: int = 201
    kept: object | None = None


def once(request: HttpRequest, actor: str, body: object, act: Callable[[], Done]) -> HttpResponse:
    """Do it, or tell again what came of it; refused where the key was used for something else."""
    key = idempotency_key(request)
    asked = codec.digest(codec.canonical([request.method, request.path, body]))
    replies = wiring.replies()
    if saved := replies.saved(actor, key):
        return _again(saved, asked)
    done = act()
    kept = done.shown if done.kept is None else done.kept
    mine = SavedReply(asked, codec.canonical({"body": kept, "status": done.status}))
    stays = replies.save(actor, key, mine)
    return reply(done.shown, done.status) if stays == mine else _again(stays, asked)


def _again(saved: SavedReply, asked: str) -> HttpResponse:
    if saved.request_hash != asked:
        raise Refusal(problems.key_reused())
    told = codec.read_json(dict[str, Any], saved.reply)
    return reply(told["body"], told["status"], {REPLAYED: "true"})
