"""The SMTP mailer, against a small server that speaks just enough of the protocol."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

import pytest

from tailorbird.adapters.mail.smtp import Security, SmtpMailer, SmtpServer
from tailorbird.app.ports.mailer import MailDelayed, MailRefused, Sent
from tests.adapters.certificates import Certificate, certificate_for
from tests.adapters.mail.letters import SENDER, letter


@dataclass
class Desk:
    """How the server behaves, and what it got."""

    to_recipient: bytes = b"250 fine"
    certificate: Certificate | None = None
    letters: list[bytes] = field(default_factory=list)
    secured: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)

    def context(self) -> ssl.SSLContext:
        assert self.certificate is not None
        return self.certificate.server_context()


class Conversation(socketserver.StreamRequestHandler):
    """One client."""

    @property
    def desk(self) -> Desk:
        return self.server.desk  # type: ignore[attr-defined, no-any-return]

    def handle(self) -> None:
        self.say(b"220 desk ready")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self.say(b"221 bye")
                return
            self.reply(verb, line)

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def reply(self, verb: bytes, line: bytes) -> None:
        if verb == b"EHLO":
            offers = b"250-STARTTLS\r\n" if self.desk.certificate and not self.secured else b""
            self.say(b"250-desk\r\n" + offers + b"250 AUTH PLAIN")
        elif verb == b"STAR":
            self.say(b"220 go")
            self.secure()
        elif verb == b"AUTH":
            self.desk.logins.append(base64.b64decode(line.split()[2]).decode().replace("\0", ":"))
            self.say(b"235 welcome")
        elif verb == b"RCPT":
            self.say(self.desk.to_recipient)
        elif verb == b"DATA":
            self.say(b"354 go on")
            self.take()
            self.say(b"250 taken")
        else:
            self.say(b"250 fine")

    @property
    def secured(self) -> bool:
        return isinstance(self.connection, ssl.SSLSocket)

    def secure(self) -> None:
        self.connection = self.desk.context().wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.desk.secured.append("starttls")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.desk.letters.append(b"".join(lines))

    def say(self, text: bytes) -> None:
        self.wfile.write(text + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """Takes clients on a free port of this machine."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, desk: Desk, security: Security) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.desk = desk
        if security is Security.TLS:
            self.socket = desk.context().wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what some of these tests are about."""


@contextmanager
def running(desk: Desk, security: Security = Security.NONE) -> Iterator[int]:
    with Server(desk, security) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_a_letter_is_handed_in() -> None:
    desk = Desk()
    with running(desk) as port:
        sent = SmtpMailer(SmtpServer("127.0.0.1", port, Security.NONE), SENDER).send(letter())
    assert sent == Sent("email", "mei@buyer.example")
    (data,) = desk.letters
    assert message_from_bytes(data)["Message-ID"] == "<notice.TB-2026-004217.3@tailorbird.example>"


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_over_tls_it_logs_in(security: Security, tmp_path: Path) -> None:
    desk = Desk(certificate=certificate_for("localhost", tmp_path))
    with running(desk, security) as port:
        server = SmtpServer(
            "localhost", port, security, "desk", "open sesame", ca_file=str(tmp_path / "localhost.pem")
        )
        SmtpMailer(server, SENDER).send(letter())
    assert desk.logins == [":desk:open sesame"]
    assert len(desk.letters) == 1
    assert desk.secured == (["starttls"] if security is Security.STARTTLS else [])


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(tmp_path: Path) -> None:
    desk = Desk(certificate=certificate_for("localhost", tmp_path))
    with running(desk, Security.STARTTLS) as port, pytest.raises(MailDelayed, match="certificate"):
        SmtpMailer(SmtpServer("localhost", port, Security.STARTTLS), SENDER).send(letter())
    assert desk.letters == []


def test_a_server_that_cannot_secure_the_connection_gets_nothing() -> None:
    desk = Desk()
    with running(desk) as port, pytest.raises(MailDelayed, match="STARTTLS"):
        SmtpMailer(SmtpServer("127.0.0.1", port), SENDER).send(letter())
    assert desk.letters == []


def test_an_address_that_does_not_exist_is_refused_for_good() -> None:
    with running(Desk(b"550 no such mailbox")) as port, pytest.raises(MailRefused, match="no such mailbox"):
        SmtpMailer(SmtpServer("127.0.0.1", port, Security.NONE), SENDER).send(letter())


def test_a_full_mailbox_is_tried_again() -> None:
    with running(Desk(b"452 mailbox full")) as port, pytest.raises(MailDelayed, match="mailbox full"):
        SmtpMailer(SmtpServer("127.0.0.1", port, Security.NONE), SENDER).send(letter())


def test_a_server_that_is_away_is_tried_again() -> None:
    with running(Desk()) as port:
        pass
    with pytest.raises(MailDelayed, match="did not take the letter"):
        SmtpMailer(SmtpServer("127.0.0.1", port, Security.NONE), SENDER).send(letter())


def test_the_password_is_not_shown() -> None:
    assert "sesame" not in repr(SmtpServer("mail.example", 587, user="desk", password="open sesame"))
