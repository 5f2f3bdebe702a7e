"""Hands events to endpoints: signed, once, with no redirect followed; the answer says how it went."""

from __future__ import annotations

import base64
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import floor
from typing import Final

import httpx
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from tailorbird.adapters.webhooks.addresses import (
    AddressRefused,
    Allowed,
    Resolve,
    pinned,
    resolve_by_system,
    split,
)
from tailorbird.adapters.webhooks.transport import CheckedTransport
from tailorbird.app.ports.parties import WebhookEndpoint
from tailorbird.app.ports.webhooks import MAX_PAYLOAD_BYTES, Answer, Took

SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - how a secret begins
SECRET_BYTES: Final = 32
_USER_AGENT: Final = "Tailorbird-Webhooks/1"
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}


def secret_of(random: bytes) -> str:
    """A signing secret as endpoints get it; 24 to 64 random bytes."""
    return SECRET_PREFIX + base64.b64encode(random).decode("ascii")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, for a step of reading or writing, and for the request as a whole."""

    connect_seconds: int = 5
    step_seconds: int = 10
    whole_seconds: int = 20


@dataclass(frozen=True)
class SignedWebhooks:
    """Posts payloads as they are. `context` and `resolve` are the system's own unless given."""

    allowed: Allowed = field(default_factory=Allowed)
    limits: Limits = field(default_factory=Limits)
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    resolve: Resolve = resolve_by_system

    def refusal(self, url: str) -> str | None:
        """Why the address is not taken, as things stand now; it is checked again at every sending."""
        try:
            parts = split(url)
            port = parts.port or _DEFAULT_PORTS[parts.scheme]
            pinned(parts.hostname or "", port, parts.scheme, self.allowed, self.resolve)
        except AddressRefused as problem:
            return str(problem)
        except OSError as problem:
            return f"The name in {url} leads nowhere ({problem}). Check it."
        return None

    def send(self, endpoint: WebhookEndpoint, message_id: str, at: datetime, payload: bytes) -> Answer:
        """Post the payload, signed with the endpoint's secret and the instant of this attempt."""
        if len(payload) > MAX_PAYLOAD_BYTES:
            return Answer(
                Took.FAILED, f"The payload has {len(payload)} bytes; {MAX_PAYLOAD_BYTES} may be sent."
            )
        try:
            headers = signed_headers(endpoint.secret, message_id, at, payload)
        except (EmptyWebhookSecretError, ValueError):
            return Answer(Took.FAILED, f"The secret of {endpoint.id} cannot be read; give it a new one.")
        try:
            split(endpoint.url)
            answer = self._post(endpoint.url, headers, payload)
        except AddressRefused as problem:
            return Answer(Took.FAILED, str(problem))
        except httpx.TimeoutException:
            return Answer(Took.FAILED, f"No answer within {self.limits.whole_seconds} s.")
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            return Answer(Took.FAILED, f"The endpoint was not reached: {problem}")
        return answer_of(answer)

    def _post(self, url: str, headers: dict[str, str], payload: bytes) -> httpx.Response:
        limits = self.limits
        transport = CheckedTransport(self.context, self.allowed, self.resolve, limits.whole_seconds)
        timeout = httpx.Timeout(limits.step_seconds, connect=limits.connect_seconds)
        with httpx.Client(
            transport=transport, timeout=timeout, follow_redirects=False, trust_env=False
        ) as client:
            return client.post(url, content=payload, headers=headers)


def signed_headers(secret: str, message_id: str, at: datetime, payload: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks, signed with scheme v1."""
    utc = at.astimezone(UTC)
    return {
        "content-type": "application/json",
        "user-agent": _USER_AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(floor(utc.timestamp())),
        "webhook-signature": Webhook(secret).sign(message_id, utc, payload.decode()),
    }


def answer_of(response: httpx.Response) -> Answer:
    """2xx is delivered, 410 ends the endpoint, and everything else, redirects too, is tried again."""
    if response.is_success:
        return Answer(Took.ACCEPTED, f"{response.status_code}")
    if response.status_code == httpx.codes.GONE:
        return Answer(Took.GONE, "410: the endpoint wants no more events and was disabled.")
    if response.is_redirect:
        return Answer(
            Took.FAILED, f"{response.status_code}: redirects are not followed; register the address itself."
        )
    return Answer(Took.FAILED, f"The endpoint answered {response.status_code}.")
