"""Letters end up in a folder as files that mail programs read, or at an SMTP server."""

from __future__ import annotations

import email.policy
import os
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from tailorbird.adapters.mail.folder import MailFolder, file_name
from tailorbird.app.ports.mailer import Mailer, MailRefused, Sent
from tailorbird.app.reading.language import Language
from tests.adapters.mail.letters import SENDER, letter


def read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_the_folder_holds_one_file_a_letter_that_a_mail_program_reads(tmp_path: Path) -> None:
    mailer: Mailer = MailFolder(tmp_path / "mail", SENDER)
    assert mailer.send(letter()) == Sent("mail_folder", "mei@buyer.example")
    message = read(tmp_path / "mail" / "notice.TB-2026-004217.3.eml")
    assert message["To"] == "Mei Lin <mei@buyer.example>"
    assert message["From"] == "Tailorbird <notices@tailorbird.example>"
    assert message["Message-ID"] == "<notice.TB-2026-004217.3@tailorbird.example>"
    assert message["Date"].datetime.isoformat() == "2026-03-02T02:31:05+00:00"
    assert message["Subject"] == "Your quote is ready: Linen dress, dark green, M [TB-2026-004217]"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "WHAT YOU CAN DO" in text.get_content()
    assert "<h1" in html.get_content()


def test_chinese_survives_the_journey(tmp_path: Path) -> None:
    given = letter(language=Language.ZH, title="报价已出", to_name="林梅", case_title="亚麻连衣裙，墨绿，M")
    MailFolder(tmp_path, SENDER).send(given)
    message = read(next(tmp_path.glob("*.eml")))
    assert message["Subject"] == "报价已出：亚麻连衣裙，墨绿，M [TB-2026-004217]"
    assert message["To"].addresses[0].display_name == "林梅"
    text = message.get_body(("plain",))
    assert text is not None
    assert "您可以做什么" in text.get_content()


def test_a_letter_sent_again_replaces_its_file(tmp_path: Path) -> None:
    mailer = MailFolder(tmp_path, SENDER)
    mailer.send(letter())
    mailer.send(letter(title="Your quote is ready again"))
    (only,) = tmp_path.iterdir()
    assert "again" in read(only)["Subject"]


def test_a_letter_that_is_not_wholly_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="the disk is full"):
        MailFolder(tmp_path, SENDER).send(letter())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["", "mei", "mei@", "@buyer.example", "a b@c", "mei@x\nBcc: all@y"])
def test_what_is_no_address_is_refused_with_advice(tmp_path: Path, address: str) -> None:
    with pytest.raises(MailRefused, match="Correct"):
        MailFolder(tmp_path, SENDER).send(letter(to_address=address))
    assert list(tmp_path.iterdir()) == []


def test_line_breaks_in_names_and_titles_make_no_headers(tmp_path: Path) -> None:
    given = letter(to_name="Mei\nBcc: all@evil.example", case_title="Dress\r\nBcc: all@evil.example")
    MailFolder(tmp_path, SENDER).send(given)
    message = read(next(tmp_path.glob("*.eml")))
    assert message["Bcc"] is None


@pytest.mark.parametrize("message_id", ["../../etc/passwd", "a/b", "", ".hidden", "x" * 300, "notice.案卷.1"])
def test_no_message_id_leads_out_of_the_folder(message_id: str) -> None:
    name = file_name(message_id)
    assert name == Path(name).name
    assert not name.startswith(".")
    assert len(name) < 160
