"""Writes that belong to no case, carried out once a key. Cases keep their answers themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key
from tailorbird.api.problem_reply import Refusal
from tailorbird.api.replying import REPLAYED, reply
from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.replies import Reserved, UnderWay
from tailorbird.app.ports.storage import SavedReply
from tailorbird.domain import codec

RESERVED: Final = timedelta(seconds=60)
"""For how long a key is taken by a write that has not answered; after a crash it is free again then."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a write came to. `kept` is what repeating it tells, where that is less: a secret is told once."""

    shown: object
    status: int = 201
    kept: object | None = None


def once(request: HttpRequest, actor: str, body: object, act: Callable[[], Done]) -> HttpResponse:
    """Do it, or tell again what came of it.

    Refused where the key was used for something else, and while the same write is under way.
    """
    asked = codec.digest(codec.canonical([request.method, request.path, body]))
    replies = wiring.replies()
    match replies.reserve(actor, idempotency_key(request), asked, RESERVED):
        case Reserved() as mine:
            pass
        case UnderWay() as other:
            raise _in_progress(other) if other.request_hash == asked else Refusal(problems.key_reused())
        case SavedReply() as saved:
            return _again(saved, asked)
    try:
        done = act()
    except BaseException:
        replies.give_back(mine)
        raise
    kept = done.shown if done.kept is None else done.kept
    told = codec.canonical({"body": kept, "status": done.status})
    stays = replies.save(mine, told)
    return reply(done.shown, done.status) if stays == SavedReply(asked, told) else _again(stays, asked)


def _again(saved: SavedReply, asked: str) -> HttpResponse:
    if saved.request_hash != asked:
        raise Refusal(problems.key_reused())
    told = codec.read_json(dict[str, Any], saved.reply)
    return reply(told["body"], told["status"], {REPLAYED: "true"})


def _in_progress(other: UnderWay) -> Refusal:
    problem = Problem(
        "in_progress",
        409,
        "The same request is being carried out",
        "A request with this idempotency key came before and has not been answered yet.",
        "Wait a second and repeat it with the same key. If it was cut off, the key is free in "
        f"{other.seconds} s.",
    )
    return Refusal(problem, {"Retry-After": "1"})
