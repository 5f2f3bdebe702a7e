"""The tables. Models hold columns and constraints only; what a row means, the ports say.

Every table that belongs to a case has `case_id` first in its primary key and in each unique constraint
and foreign key, so that a case can live on one shard. `recorded_at` is stamped by the database.
"""

from tailorbird.adapters.db.models.cases import (
    Case,
    CaseLabel,
    Decision,
    Fact,
    Idempotency,
    Participant,
    PrivateContent,
)
from tailorbird.adapters.db.models.catalogue import (
    CatalogueClock,
    CatalogueGram,
    CatalogueImport,
    CatalogueMeaning,
    CataloguePosting,
    CataloguePrice,
    CatalogueProduct,
    CatalogueRevision,
    CatalogueWord,
)
from tailorbird.adapters.db.models.deadlines import Deadline
from tailorbird.adapters.db.models.designs import (
    BasketLine,
    DerivedFile,
    DesignDraft,
    DesignFile,
    DesignVersion,
)
from tailorbird.adapters.db.models.house import (
    CalendarOverride,
    HouseReply,
    NumberSeries,
    PublishedTerms,
    RateQuote,
)
from tailorbird.adapters.db.models.ledger import Account, Entry, Hold
from tailorbird.adapters.db.models.outbox import Delivery, Outbox
from tailorbird.adapters.db.models.parties import ApiKey, Party, WebhookEndpoint
from tailorbird.adapters.db.models.pictures import PictureImpression, PictureScope
from tailorbird.adapters.db.models.staff import Staff, StaffAct

__all__ = [
    "Account",
    "ApiKey",
    "BasketLine",
    "CalendarOverride",
    "Case",
    "CaseLabel",
    "CatalogueClock",
    "CatalogueGram",
    "CatalogueImport",
    "CatalogueMeaning",
    "CataloguePosting",
    "CataloguePrice",
    "CatalogueProduct",
    "CatalogueRevision",
    "CatalogueWord",
    "Deadline",
    "Decision",
    "Delivery",
    "DerivedFile",
    "DesignDraft",
    "DesignFile",
    "DesignVersion",
    "Entry",
    "Fact",
    "Hold",
    "HouseReply",
    "Idempotency",
    "NumberSeries",
    "Outbox",
    "Participant",
    "Party",
    "PictureImpression",
    "PictureScope",
    "PrivateContent",
    "PublishedTerms",
    "RateQuote",
    "Staff",
    "StaffAct",
    "WebhookEndpoint",
]
