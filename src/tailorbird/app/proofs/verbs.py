"""What can be done about the design of a personalised order, its proofs, its making and inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.engine.verb import Errand, Notice, Verb, WhenPending
from tailorbird.app.proofs.inspection import Inspection, inspected, started
from tailorbird.app.proofs.print_files import make_due_files, print_files_made
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import making
from tailorbird.domain.cases.facts.personalised import PersonalisedOrderAccepted
from tailorbird.domain.questions import making as asks
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Start:
    """The start needs no words: what is made is the specification in force."""


VERBS: Final = (
    Verb(
        "replace_specification",
        making.SpecificationReplaced,
        "Change the design",
        "更改设计",
        asks=asks.MayReplaceSpecification,
    ),
    Verb("send_proof", making.ProofSent, "Send a proof", "发送打样图", asks=asks.MaySendProof),
    Verb("approve_proof", making.ProofApproved, "Approve the proof", "确认打样图", asks=asks.MayAnswerProof),
    Verb(
        "ask_for_changes",
        making.ProofChangesAsked,
        "Ask for changes",
        "要求更改",
        asks=asks.MayAnswerProof,
    ),
    Verb(
        "record_print_files",
        making.PrintFilesMade,
        "Record the print files",
        "登记印刷文件",
        body=making.PrintFilesMade,
        makes=print_files_made,
        by=frozenset((Role.PLATFORM,)),
    ),
    Verb(
        "start_production",
        making.ProductionStarted,
        "Begin to make it",
        "开始制作",
        asks=asks.MayStartProduction,
        body=Start,
        makes=started,
        when_pending=WhenPending.REFUSE,
    ),
    Verb(
        "inspect_design",
        making.SpecificationInspected,
        "Compare it with its specification",
        "对照设计检验",
        asks=asks.MayInspectSpecification,
        body=Inspection,
        makes=inspected,
    ),
)
_BUYER: Final = (Role.BUYER,)
_MERCHANT: Final = (Role.MERCHANT,)
NOTICES: Final[dict[type[Fact], Notice]] = {
    making.SpecificationReplaced: Notice(_MERCHANT, "The buyer changed the design", "买家更改了设计"),
    making.ProofSent: Notice(_BUYER, "A proof waits for your word", "请确认打样图"),
    making.ProofApproved: Notice(_MERCHANT, "The proof is approved: the design is frozen", "打样图已确认"),
    making.ProofChangesAsked: Notice(_MERCHANT, "The buyer wants the proof otherwise", "买家要求更改打样图"),
    making.PrintFilesMade: Notice(_MERCHANT, "The print files are ready", "印刷文件已生成"),
    making.ProductionStarted: Notice(_BUYER, "Your product is being made", "您的商品已开始制作"),
}
ERRANDS: Final[dict[type[Fact], Errand]] = {
    PersonalisedOrderAccepted: make_due_files,
    making.ProofApproved: make_due_files,
}
