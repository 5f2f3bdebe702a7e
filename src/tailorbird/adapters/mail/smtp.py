"""SMTP: letters handed to a mail server, over TLS."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tailorbird.adapters.mail.message import Sender, message_of
from tailorbird.app.ports.mailer import Letter, MailDelayed, MailRefused, Sent

CHANNEL: Final = "email"
_TIMEOUT_SECONDS: Final = 30
_PERMANENT: Final = 500


class Security(StrEnum):
    """How the connection is secured."""

    STARTTLS = "starttls"
    """Plain at first, then TLS before anything is said (port 587)."""
    TLS = "tls"
    """TLS from the start (port 465)."""
    NONE = "none"
    """Not at all: for a mail server on the same machine."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed in. `ca_file`: a certificate authority of one's own; empty for the system's."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """One connection a letter."""

    server: SmtpServer
    sender: Sender

    def send(self, letter: Letter) -> Sent:
        """Hand the letter in; a lasting refusal of the address is `MailRefused`, all else `MailDelayed`."""
        message = message_of(letter, self.sender)
        try:
            with self._connect() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as problem:
            code, text = next(iter(problem.recipients.values()))
            says = f"{letter.to_address} was refused: {code} {text.decode(errors='replace')}"
            raise (MailRefused(says) if code >= _PERMANENT else MailDelayed(says)) from problem
        except smtplib.SMTPNotSupportedError as problem:
            raise MailDelayed(f"{self.server.host} cannot do what is asked: {problem}") from problem
        except (smtplib.SMTPException, OSError) as problem:
            raise MailDelayed(
                f"{self.server.host}:{self.server.port} did not take the letter: {problem}"
            ) from problem
        return Sent(CHANNEL, letter.to_address)

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        if server.security is Security.TLS:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_TIMEOUT_SECONDS, context=self._context()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_SECONDS)
        try:
            if server.security is Security.STARTTLS:
                connection.starttls(context=self._context())
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.server.ca_file or None)
