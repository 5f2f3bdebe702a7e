"""The real client against a real receiver, which verifies with the Standard Webhooks library itself."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tailorbird.adapters.webhooks.addresses import Allowed
from tailorbird.adapters.webhooks.sender import Limits, SignedWebhooks, secret_of, signed_headers
from tailorbird.app.ports.parties import WebhookEndpoint
from tailorbird.app.ports.webhooks import MAX_PAYLOAD_BYTES, Answer, Took, Webhooks
from tests.adapters.certificates import certificate_for
from tests.adapters.webhooks.receiver import (
    Behave,
    Receiver,
    answer,
    drip,
    hang_up,
    listening,
    never,
    nonsense,
)

SECRET = secret_of(bytes(range(32)))
HERE = Allowed.of("127.0.0.0/8")
PAYLOAD = json.dumps({"case": "TB-2026-004217", "title": "亚麻连衣裙", "type": "case.updated"}).encode()
QUICK = Limits(connect_seconds=1, step_seconds=1, whole_seconds=1)


def endpoint(url: str, secret: str = SECRET) -> WebhookEndpoint:
    return WebhookEndpoint("erp", "jinsui", url, secret)


def sender(limits: Limits = QUICK) -> SignedWebhooks:
    return SignedWebhooks(HERE, limits)


def send(receiver: Receiver, at: datetime | None = None) -> Answer:
    return sender().send(endpoint(receiver.url()), "msg_1", at or datetime.now(UTC), PAYLOAD)


def test_the_receivers_own_library_accepts_the_signature() -> None:
    with listening(answer(200)) as receiver:
        hooks: Webhooks = sender()
        given = hooks.send(endpoint(receiver.url()), "msg_1", datetime.now(UTC), PAYLOAD)
    assert given.took is Took.ACCEPTED
    (got,) = receiver.got
    assert got.path == "/hooks?tenant=7"
    assert got.headers["content-type"] == "application/json"
    assert Webhook(SECRET).verify(got.body, got.headers)["case"] == "TB-2026-004217"


def test_the_instant_is_signed_whatever_its_zone() -> None:
    at = datetime.now(ZoneInfo("Asia/Shanghai"))
    with listening(answer(204)) as receiver:
        assert send(receiver, at).took is Took.ACCEPTED
    Webhook(SECRET).verify(receiver.got[0].body, receiver.got[0].headers)
    assert receiver.got[0].headers["webhook-timestamp"] == str(int(at.timestamp()))


@pytest.mark.parametrize("change", ["body", "id", "secret", "age"])
def test_a_message_that_was_tampered_with_is_not_accepted(change: str) -> None:
    at = datetime.now(UTC) - (timedelta(minutes=6) if change == "age" else timedelta(0))
    headers = signed_headers(SECRET, "msg_1", at, PAYLOAD)
    body = PAYLOAD.replace(b"004217", b"004218") if change == "body" else PAYLOAD
    if change == "id":
        headers["webhook-id"] = "msg_2"
    secret = secret_of(bytes(32)) if change == "secret" else SECRET
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body, headers)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_delivered(status: int) -> None:
    with listening(answer(status)) as receiver:
        assert send(receiver).took is Took.ACCEPTED


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 502, 503])
def test_other_answers_are_to_be_tried_again(status: int) -> None:
    with listening(answer(status)) as receiver:
        assert send(receiver) == Answer(Took.FAILED, f"The endpoint answered {status}.")


def test_410_says_that_the_endpoint_is_gone() -> None:
    with listening(answer(410)) as receiver:
        assert send(receiver).took is Took.GONE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with listening(answer(200)) as elsewhere:
        with listening(answer(status, {"location": elsewhere.url()})) as receiver:
            given = send(receiver)
        assert given.took is Took.FAILED
        assert "redirect" in given.says
        assert elsewhere.got == []


@pytest.mark.parametrize("behave", [never, drip])
def test_a_receiver_that_is_slow_is_left_after_the_whole_time(behave: Behave) -> None:
    began = time.monotonic()
    with listening(behave) as receiver:
        assert send(receiver) == Answer(Took.FAILED, "No answer within 1 s.")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("behave", [hang_up, nonsense])
def test_what_is_no_answer_is_to_be_tried_again(behave: Behave) -> None:
    with listening(behave) as receiver:
        given = send(receiver)
    assert given.took is Took.FAILED
    assert "not reached" in given.says


def test_nobody_there_is_to_be_tried_again() -> None:
    with listening(answer(200)) as receiver:
        pass
    assert send(receiver).took is Took.FAILED


def test_a_long_answer_is_not_read() -> None:
    with listening(answer(200, body=b"x" * 10_000_000)) as receiver:
        assert send(receiver).took is Took.ACCEPTED


def test_a_private_address_gets_nothing_unless_the_operator_allows_it() -> None:
    with listening(answer(200)) as receiver:
        given = SignedWebhooks(limits=QUICK).send(
            endpoint(receiver.url()), "msg_1", datetime.now(UTC), PAYLOAD
        )
    assert given.took is Took.FAILED
    assert "not a public address" in given.says
    assert receiver.got == []


def test_a_name_that_changes_its_address_between_check_and_connection_gains_nothing() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("169.254.169.254",)

    with listening(answer(200)) as receiver:
        hooks = SignedWebhooks(HERE, QUICK, resolve=rebinding)
        url = receiver.url("hooks.example")
        assert hooks.send(endpoint(url), "msg_1", datetime.now(UTC), PAYLOAD).took is Took.ACCEPTED
        assert asked == ["hooks.example"]
        assert receiver.got[0].headers["Host"] == f"hooks.example:{receiver.port}"
        second = hooks.send(endpoint(url), "msg_1", datetime.now(UTC), PAYLOAD)
    assert "169.254.169.254" in second.says
    assert len(receiver.got) == 1


def test_a_certificate_is_judged_by_the_name_and_not_by_the_pinned_address(tmp_path: Path) -> None:
    certificate = certificate_for("hooks.example", tmp_path)

    def here(host: str, port: int) -> Sequence[str]:
        return ("127.0.0.1",)

    hooks = SignedWebhooks(HERE, QUICK, certificate.client_context(), here)
    with listening(answer(200), certificate) as receiver:
        now = datetime.now(UTC)
        right = hooks.send(endpoint(receiver.url("hooks.example", "https")), "msg_1", now, PAYLOAD)
        wrong = hooks.send(endpoint(receiver.url("other.example", "https")), "msg_1", now, PAYLOAD)
    assert right.took is Took.ACCEPTED
    assert wrong.took is Took.FAILED
    assert "certificate" in wrong.says
    assert len(receiver.got) == 1


def test_a_payload_beyond_the_limit_is_not_sent() -> None:
    with listening(answer(200)) as receiver:
        given = sender().send(
            endpoint(receiver.url()), "msg_1", datetime.now(UTC), b"x" * (MAX_PAYLOAD_BYTES + 1)
        )
    assert given.took is Took.FAILED
    assert receiver.got == []


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_é", "whsec_a"])
def test_a_secret_that_cannot_be_read_says_so(secret: str) -> None:
    with listening(answer(200)) as receiver:
        given = sender().send(endpoint(receiver.url(), secret), "msg_1", datetime.now(UTC), PAYLOAD)
    assert "secret" in given.says
    assert receiver.got == []


def test_before_an_endpoint_is_registered_its_address_is_checked() -> None:
    def public(host: str, port: int) -> Sequence[str]:
        return ("93.184.215.14",)

    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    assert SignedWebhooks(resolve=public).refusal("https://hooks.example/in") is None
    assert "Use https" in (SignedWebhooks(resolve=public).refusal("http://hooks.example/in") or "")
    assert "leads nowhere" in (SignedWebhooks(resolve=nowhere).refusal("https://hooks.example/in") or "")
    assert "public" in (SignedWebhooks().refusal("https://127.0.0.1/in") or "")
    assert SignedWebhooks().refusal("hooks") is not None


@pytest.mark.parametrize(
    "host", ["hooks..example", "x" * 70 + ".example", "hooks_例.example..", "ho oks.example"]
)
def test_a_name_that_can_be_none_is_refused_and_not_a_fault(host: str) -> None:
    url = f"https://{host}/in"
    assert SignedWebhooks().refusal(url) is not None
    assert sender().send(endpoint(url), "msg_1", datetime.now(UTC), PAYLOAD).took is Took.FAILED
