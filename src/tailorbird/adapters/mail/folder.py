"""The mail folder: each letter a file that any mail program opens. What a fresh installation uses."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tailorbird.adapters.mail.message import Sender, message_of
from tailorbird.app.ports.mailer import Letter, Sent
from tailorbird.domain import codec

CHANNEL = "mail_folder"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")


@dataclass(frozen=True, slots=True)
class MailFolder:
    """Writes `<message id>.eml`; the same letter sent again replaces its file."""

    folder: Path
    sender: Sender

    def send(self, letter: Letter) -> Sent:
        """Put the letter into the folder, whole or not at all, and durably."""
        data = message_of(letter, self.sender).as_bytes()
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self.folder / file_name(letter.message_id))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return Sent(CHANNEL, letter.to_address)


def file_name(message_id: str) -> str:
    """A name that is a file's on every system; by hash where the id itself is not."""
    stem = message_id if _SAFE.fullmatch(message_id) else codec.digest(message_id.encode())
    return f"{stem}.eml"
