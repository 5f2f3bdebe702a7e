"""From a letter to an RFC 5322 message: text and HTML, with a message id that stays the same."""

from __future__ import annotations

from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from tailorbird.adapters.mail.render import render
from tailorbird.app.ports.mailer import Letter, MailRefused


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom letters come, and where the site is reached that they point to."""

    address: str
    """Such as `notices@tailorbird.example`; its domain is that of the message ids."""
    name: str
    public_url: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def message_of(letter: Letter, sender: Sender) -> EmailMessage:
    """The message; raises `MailRefused` where the party's address is none."""
    rendered = render(letter, sender.public_url)
    message = EmailMessage(SMTP)
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = _address(letter)
    message["Subject"] = rendered.subject
    message["Date"] = letter.sent_at
    message["Message-ID"] = f"<{letter.message_id}@{sender.domain}>"
    message["Content-Language"] = rendered.language
    message["Auto-Submitted"] = "auto-generated"
    message["X-Tailorbird-Case"] = letter.case_id
    message.set_content(rendered.text, cte="base64")
    message.add_alternative(rendered.html, subtype="html", cte="base64")
    return message


def _address(letter: Letter) -> Address:
    name = " ".join(letter.to_name.split())
    try:
        address = Address(name, addr_spec=letter.to_address.strip())
    except (ValueError, HeaderParseError, IndexError) as problem:
        raise MailRefused(
            f"{letter.to_address!r} is not a mail address ({problem}). Correct it with the party."
        ) from problem
    if not address.domain:
        raise MailRefused(f"{letter.to_address!r} has no domain. Correct the party's mail address.")
    return address
