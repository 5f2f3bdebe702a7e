"""Deliver the outbox: notices as mail, events as signed webhooks, errands as commands on other cases; at
least once, marked when delivered."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, Final, TypeVar

from tailorbird.app.attempts import next_attempt
from tailorbird.app.couriers import Couriers
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.errands import run_errand
from tailorbird.app.house import House
from tailorbird.app.letters import letter_of, role_of
from tailorbird.app.ports.mailer import MailDelayed, MailRefused, Sent
from tailorbird.app.ports.outbox import Delivery
from tailorbird.app.ports.parties import WebhookEndpoint
from tailorbird.app.ports.storage import CaseRecord, ConcurrentChange
from tailorbird.app.ports.webhooks import MAX_PAYLOAD_BYTES, Answer, Took
from tailorbird.domain import codec
from tailorbird.domain.roles import Role

T = TypeVar("T")
log = logging.getLogger("tailorbird.worker")
LEASE: Final = timedelta(minutes=5)
"""Longer than a batch takes at the worst, with every place at its time limit."""
_BATCH: Final = 32
_TRIES: Final = 5
_LONGEST_ERROR: Final = 500


class Undeliverable(Exception):
    """It cannot arrive however often it is tried; says why."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A delivery made ready: `send` touches nothing but the network (or the mail folder)."""

    record: CaseRecord
    delivery: Delivery
    send: Callable[[], Sent | Answer]
    endpoint: WebhookEndpoint | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round came to; `errors` are faults of ours, which are also in `retried`."""

    delivered: int = 0
    spread: int = 0
    retried: int = 0
    failed: int = 0
    errors: int = 0


def deliver_outbox(
    house: House, couriers: Couriers, limit: int, halt: Callable[[], int] = lambda: 0
) -> Delivered:
    """Deliver at most `limit` messages that are due. One that fails does not stop the others.

    What stays claimed when the process dies is due again when its lease ends, and is then sent again.
    """
    return _Round(house, couriers).run(limit, halt)


def message_id(delivery: Delivery) -> str:
    """The webhook-id: the same at each attempt, for receivers to tell repeats by."""
    return "msg_" + codec.digest(f"{delivery.case_id}/{delivery.message.no}".encode())[:32]


def event_body(payload: bytes) -> bytes:
    """What is posted: the payload, or where that is too long, one that says which facts to fetch."""
    if len(payload) <= MAX_PAYLOAD_BYTES:
        return payload
    event = codec.read_json(dict[str, Any], payload)
    numbers = [each["seq"] for each in event["facts"]]
    return codec.canonical({**event, "facts": [], "facts_from": min(numbers), "facts_to": max(numbers)})


def patiently(step: Callable[[], T]) -> T:
    """Do a step of the outbox again when another worker was in its way; sending is not repeated for it."""
    for _ in range(_TRIES - 1):
        try:
            return step()
        except ConcurrentChange:
            continue
    return step()


class _Round:
    def __init__(self, house: House, couriers: Couriers) -> None:
        self.house = house
        self.couriers = couriers
        self.counts: Counter[str] = Counter()

    def run(self, limit: int, halt: Callable[[], int]) -> Delivered:
        taken = 0
        while taken < limit and not halt():
            now = self.house.clock.now()
            batch = patiently(partial(self.house.outbox.claim, now, min(_BATCH, limit - taken), LEASE))
            if not batch:
                break
            taken += len(batch)
            self.batch(batch)
        return Delivered(**self.counts)

    def batch(self, batch: Sequence[Delivery]) -> None:
        ready = [sending for sending in map(self.prepared, batch) if sending is not None]
        with ThreadPoolExecutor(self.couriers.senders, "courier") as pool:
            futures = {pool.submit(sending.send): sending for sending in ready}
            for future in as_completed(futures):
                sending = futures[future]
                self.guarded(sending.delivery, partial(self.settle, sending, future))

    def prepared(self, delivery: Delivery) -> Sending | None:
        made: list[Sending | None] = []
        self.guarded(delivery, lambda: made.append(self.prepare(delivery)))
        return made[0] if made else None

    def guarded(self, delivery: Delivery, step: Callable[[], object]) -> None:
        """Do a step for one delivery. Whatever goes wrong stays with that delivery, and is recorded."""
        try:
            step()
        except (MailRefused, Undeliverable) as problem:
            self.give_up(delivery, str(problem))
        except MailDelayed as problem:
            self.again(delivery, str(problem))
        except Exception as problem:
            self.counts["errors"] += 1
            log.exception(
                "case %s: message %d was not delivered (attempt %d)",
                delivery.case_id,
                delivery.message.no,
                delivery.attempts,
                extra=_about(delivery),
            )
            self.again(delivery, f"{type(problem).__name__}: {problem}")

    # Before sending -------------------------------------------------------------------------

    def prepare(self, delivery: Delivery) -> Sending | None:
        """Read all that is needed; none where there is nothing to send but a fan to open."""
        record = self.house.records.case(delivery.case_id)
        if record is None:
            raise Undeliverable(f"There is no case {delivery.case_id}.")
        if delivery.message.kind == "notice":
            letter = letter_of(self.house, record, delivery)
            return Sending(record, delivery, lambda: self.couriers.mailer.send(letter))
        if delivery.message.kind == "errand":
            run_errand(self.house, record, delivery.message.about)
            patiently(partial(self.house.outbox.delivered, delivery, self.house.clock.now()))
            self.counts["delivered"] += 1
            return None
        if delivery.message.kind != "event":
            raise Undeliverable(f"Nobody knows how to send a message of kind {delivery.message.kind!r}.")
        return self.prepare_event(record, delivery)

    def prepare_event(self, record: CaseRecord, delivery: Delivery) -> Sending | None:
        parties = sorted(set(record.header.participants.values()))
        endpoints = {each.id: each for each in self.house.parties.endpoints(parties)}
        if not delivery.target:
            active = sorted(each.id for each in endpoints.values() if each.state == "active")
            patiently(partial(self.house.outbox.spread, delivery, active, self.house.clock.now()))
            self.counts["spread"] += 1
            return None
        endpoint = endpoints.get(delivery.target)
        if endpoint is None:
            raise Undeliverable(f"The endpoint {delivery.target} is no longer one of the case's parties.")
        if endpoint.state != "active":
            raise Undeliverable(f"The endpoint {endpoint.id} is {endpoint.state}; its party can activate it.")
        name, body, at = message_id(delivery), event_body(delivery.message.payload), self.house.clock.now()
        send = self.couriers.webhooks.send
        return Sending(record, delivery, lambda: send(endpoint, name, at, body), endpoint)

    # After sending --------------------------------------------------------------------------

    def settle(self, sending: Sending, sent: Future[Sent | Answer]) -> None:
        delivery, outcome = sending.delivery, sent.result()
        if isinstance(outcome, Sent):
            if delivery.message.legal:
                self.prove(sending, outcome)
        elif outcome.took is Took.GONE and sending.endpoint is not None:
            self.house.parties.save_endpoint(replace(sending.endpoint, state="disabled"))
            self.give_up(delivery, outcome.says)
            return
        elif outcome.took is not Took.ACCEPTED:
            self.again(delivery, outcome.says)
            return
        patiently(partial(self.house.outbox.delivered, delivery, self.house.clock.now()))
        self.counts["delivered"] += 1

    def prove(self, sending: Sending, sent: Sent) -> None:
        """Put the proof of sending on record; deadlines run from it. Once, however often it is sent."""
        delivery = sending.delivery
        message = delivery.message
        body = {
            "about": message.about,
            "to": role_of(sending.record, message.to_party).value,
            "channel": sent.channel,
            "address": sent.address,
            "content_hash": codec.digest(message.payload),
        }
        actor = Actor(self.couriers.platform, Role.PLATFORM)
        # The address is the recipient's own data, and goes when theirs is erased.
        act = Act("prove_notice", actor, body, private_owner=message.to_party)
        key = f"notice:{delivery.case_id}:{message.no}"
        problem = self.house.engine.run(Order(delivery.case_id, (act,), self.couriers.platform, key)).problem
        # Sent again to an address that changed meanwhile: the first sending is on record and stands.
        if problem is not None and problem.code != "idempotency_key_reused":
            raise MailDelayed(f"Sent, but the proof was not recorded: {problem.title}. {problem.detail}")

    def again(self, delivery: Delivery, problem: str) -> None:
        error = _tidy(problem)
        now = self.house.clock.now()
        at = next_attempt(delivery.attempts, now)
        if at is None:
            self.give_up(delivery, f"{error} This was attempt {delivery.attempts}, the last.")
            return
        patiently(partial(self.house.outbox.retry, delivery, at, error))
        self.counts["retried"] += 1

    def give_up(self, delivery: Delivery, problem: str) -> None:
        error = _tidy(problem)
        patiently(partial(self.house.outbox.give_up, delivery, self.house.clock.now(), error))
        self.counts["failed"] += 1
        log.warning(
            "case %s: message %d failed for good: %s",
            delivery.case_id,
            delivery.message.no,
            error,
            extra={**_about(delivery), "error": error},
        )


def _about(delivery: Delivery) -> dict[str, object]:
    return {"case": delivery.case_id, "message_no": delivery.message.no, "attempt": delivery.attempts}


def _tidy(problem: str) -> str:
    """In one line, without what a database does not take, and short enough for a list."""
    return " ".join(problem.replace("\0", " ").split())[:_LONGEST_ERROR]
