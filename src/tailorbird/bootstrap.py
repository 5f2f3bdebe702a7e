"""The only place that wires ports to adapters."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tailorbird.adapters.amazon_custom.order_files import AmazonCustomFiles
from tailorbird.adapters.blanks.drawings import blank_drawing
from tailorbird.adapters.blanks.shelf import shelf as blank_shelf
from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.clock import SystemClock
from tailorbird.adapters.db import open_database
from tailorbird.adapters.files.exports import FolderExports
from tailorbird.adapters.files.folder import FolderFiles
from tailorbird.adapters.files.intake.limits import Limits as UploadLimits
from tailorbird.adapters.files.s3_settings import S3Settings
from tailorbird.adapters.files.sniff import media_type_of
from tailorbird.adapters.language.encoder import Encoder
from tailorbird.adapters.mail.folder import MailFolder
from tailorbird.adapters.mail.message import Sender
from tailorbird.adapters.mail.smtp import Security, SmtpMailer, SmtpServer
from tailorbird.adapters.marketplaces.captures import CaptureFolder
from tailorbird.adapters.render.renderer import SvgRenderer
from tailorbird.adapters.terms import shelf
from tailorbird.adapters.vision.eye import Eye
from tailorbird.adapters.webhooks.addresses import Allowed
from tailorbird.adapters.webhooks.sender import Limits, SignedWebhooks
from tailorbird.app.account.procedure import ACCOUNT
from tailorbird.app.bundle import Collector
from tailorbird.app.couriers import Couriers
from tailorbird.app.custom.procedure import CUSTOM
from tailorbird.app.engine.engine import Engine
from tailorbird.app.engine.verb import Procedure
from tailorbird.app.house import House
from tailorbird.app.jewelry.procedure import JEWELRY
from tailorbird.app.library import Library
from tailorbird.app.listing.procedure import LISTING
from tailorbird.app.personalised.procedure import PERSONALISED_ORDER
from tailorbird.app.ports.files import Files, FilesUnavailable
from tailorbird.app.programme.procedure import PROGRAMME
from tailorbird.app.purchase.procedure import PURCHASE
from tailorbird.app.report.procedure import REPORT
from tailorbird.app.setbacks import Setbacks
from tailorbird.app.store.procedure import STORE
from tailorbird.app.store.transfer import STORE_TRANSFER
from tailorbird.app.store_order.procedure import STORE_ORDER
from tailorbird.app.ticket.procedure import TICKET
from tailorbird.app.worker import Plan, work
from tailorbird.domain.time.calendar import Calendars
from tailorbird.domain.time.clock import Clock

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

PROCEDURES: dict[str, Procedure] = {
    each.kind: each
    for each in (
        PURCHASE,
        JEWELRY,
        CUSTOM,
        STORE_ORDER,
        TICKET,
        STORE,
        STORE_TRANSFER,
        REPORT,
        PROGRAMME,
        LISTING,
        PERSONALISED_ORDER,
        ACCOUNT,
    )
}
"""Every kind of case."""
_DEMO_CAPTURES = Path(__file__).parent / "demo" / "data" / "captures"
_TOKEN_BYTES = 18


class SettingRefused(ValueError):
    """A setting of the environment that cannot be used; the message names it and what to write."""


@dataclass(frozen=True, slots=True)
class Config:
    """Where things lie. Every value has an environment variable; `docs/operate.md` lists them."""

    database_url: str
    media: Path
    captures: Path
    mail: Path
    calendar_places: tuple[str, ...] = ("CN", "US", "DE", "GB", "HK")
    models: Path = Path("var/models")
    exports: Path | None = None
    """Where print files are laid for a maker's press; without it, beside the media."""
    s3: S3Settings | None = None
    """Where files are kept; without it, in the folder `media`."""
    uploads: UploadLimits = field(default_factory=UploadLimits)

    @classmethod
    def from_environment(cls) -> Config:
        """The configuration that the environment asks for, with defaults for one machine."""
        var = Path(os.environ.get("TAILORBIRD_VAR", "var"))
        try:
            s3, uploads = S3Settings.from_environment(os.environ), UploadLimits.from_environment(os.environ)
        except ValueError as problem:
            raise SettingRefused(str(problem)) from problem
        return cls(
            database_url=os.environ.get(
                "TAILORBIRD_DATABASE_URL", f"sqlite:///{(var / 'tailorbird.sqlite3').resolve()}"
            ),
            media=Path(os.environ.get("TAILORBIRD_MEDIA", str(var / "media"))),
            mail=Path(os.environ.get("TAILORBIRD_MAIL_FOLDER", str(var / "mail"))),
            exports=Path(os.environ.get("TAILORBIRD_EXPORTS", str(var / "exports"))),
            models=Path(os.environ.get("TAILORBIRD_MODELS", str(var / "models"))),
            captures=Path(os.environ.get("TAILORBIRD_CAPTURES", str(_DEMO_CAPTURES))),
            calendar_places=tuple(os.environ.get("TAILORBIRD_CALENDARS", "CN,US,DE,GB,HK").split(",")),
            s3=s3,
            uploads=uploads,
        )


def open_house(config: Config, clock: Clock | None = None) -> House:
    """Everything that an entry point needs, on this configuration. Does not migrate."""
    return house_on(open_database(config.database_url), config, clock or SystemClock())


def house_on(database: Database, config: Config, running: Clock) -> House:
    """The same on a database that is open already, with the clock that is to run."""
    library = Library(shelf.load, database.parties.published_terms, running.now)

    def calendars() -> Calendars:
        return official_calendars(config.calendar_places, running.now().year, database.parties.overrides())

    kept = CaptureFolder(config.captures)
    engine = Engine(
        storage=database.storage,
        clock=running,
        procedures=PROCEDURES,
        agreement_of=library.agreement_of,
        pins_of=library.pins_of,
        calendars=calendars,
        token=new_token,
    )
    return House(
        engine=engine,
        records=database.records,
        parties=database.parties,
        staff=database.staff,
        outbox=database.outbox,
        replies=database.replies,
        files=_files(config),
        marketplace=kept,
        captures=kept,
        order_files=AmazonCustomFiles(media_type_of),
        catalogue=database.catalogue,
        designs=database.designs,
        pictures=database.pictures,
        exports=FolderExports(config.exports or config.media.parent / "exports"),
        renderer=SvgRenderer(),
        vision=Eye(config.models),
        language=Encoder(),
        blanks=blank_shelf(),
        blank_drawing=blank_drawing,
        library=library,
        clock=running,
        calendars=calendars,
        token=new_token,
    )


def _files(config: Config) -> Files:
    """The bucket where one is set, which has to be there; else the folder."""
    if config.s3 is None:
        return FolderFiles(config.media, config.uploads)
    from tailorbird.adapters.files.s3 import S3Files  # its library takes long to load

    bucket = S3Files(config.s3, config.uploads)
    try:
        bucket.check()
    except FilesUnavailable as problem:
        raise SettingRefused(str(problem)) from problem
    return bucket


def open_couriers(config: Config) -> Couriers:
    """What a worker sends with: letters into a folder, or by SMTP where a host is set; signed webhooks."""
    env = os.environ
    sender = Sender(
        env.get("TAILORBIRD_MAIL_FROM", "tailorbird@localhost.example"),
        env.get("TAILORBIRD_MAIL_NAME", "Tailorbird"),
        env.get("TAILORBIRD_PUBLIC_URL", "http://127.0.0.1:8000"),
    )
    mailer = MailFolder(config.mail, sender) if not env.get("TAILORBIRD_SMTP_HOST") else _smtp(sender)
    networks = [
        each.strip() for each in env.get("TAILORBIRD_WEBHOOK_NETWORKS", "").split(",") if each.strip()
    ]
    try:
        allowed = Allowed.of(*networks)
    except ValueError as problem:
        raise SettingRefused(
            f"TAILORBIRD_WEBHOOK_NETWORKS: {problem}. Write such as 10.2.0.0/16."
        ) from problem
    return Couriers(mailer, SignedWebhooks(allowed, Limits()))


def _smtp(sender: Sender) -> SmtpMailer:
    env = os.environ
    port, security = env.get("TAILORBIRD_SMTP_PORT", "587"), env.get("TAILORBIRD_SMTP_SECURITY", "starttls")
    if not port.isdecimal():
        raise SettingRefused(f"TAILORBIRD_SMTP_PORT is {port!r}; write a number such as 587.")
    if security not in tuple(Security):
        raise SettingRefused(f"TAILORBIRD_SMTP_SECURITY is {security!r}; write one of {', '.join(Security)}.")
    server = SmtpServer(
        env["TAILORBIRD_SMTP_HOST"],
        int(port),
        Security(security),
        env.get("TAILORBIRD_SMTP_USER", ""),
        env.get("TAILORBIRD_SMTP_PASSWORD", ""),
        env.get("TAILORBIRD_SMTP_CA", ""),
    )
    return SmtpMailer(server, sender)


def couriers() -> Couriers:
    """What the worker of this process sends with."""
    return open_couriers(Config.from_environment())


def worker_pass(house: House, config: Config) -> Callable[[], None]:
    """One pass of a worker on this house, until nothing is due; for walkthroughs and demos."""
    sending, setbacks = open_couriers(config), Setbacks()

    def pass_once() -> None:
        while work(house, sending, Plan(), setbacks).happened:
            continue

    return pass_once


def collector() -> Collector:
    """Gathers evidence bundles from the house of this process."""
    here = house()
    return Collector(here.records, here.parties, here.files, here.library.agreement_of, shelf.files_of)


def migrate(config: Config) -> None:
    """Bring the database of the configuration to the present schema."""
    open_database(config.database_url).migrate()


def new_token() -> str:
    """An unguessable text."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


@cache
def house() -> House:
    """The house of this process, on the environment's configuration."""
    return open_house(Config.from_environment())
