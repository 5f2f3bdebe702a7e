"""What a buyer is told of a finding, in English and Chinese: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind, ScreenResult

_CONTACT: Final = (
    " It passes by itself on a product made to carry it, such as a pet's tag; here a person looks first."
)
_CONTACT_ZH: Final = "在专门用于写联系方式的商品（例如宠物牌）上可以直接通过；在这里须先由人工查看。"
_TOPICS: Final = {
    "mail": ("This looks like an e-mail address.", "这看起来是电子邮箱地址。"),
    "messenger": ("This looks like a name in a messenger or network.", "这看起来是社交或聊天账号。"),
    "phone": ("This looks like a telephone number.", "这看起来是电话号码。"),
    "site": ("This looks like the address of a web site.", "这看起来是网址。"),
    "address": ("This looks like a full postal address.", "这看起来是完整的邮寄地址。"),
}
_SENTENCES: Final = {
    (ScreenKind.OFFENSIVE, ScreenResult.REFUSE): (
        "This has an insult, a slur, a threat or a coarse sexual expression. Write it "
        "without, or ask for a person"
        " to look if it means something else.",
        "文字含有辱骂、歧视、威胁或粗俗的性用语。请去掉后再提交；如果另有含义，可申请人工复核。",
    ),
    (ScreenKind.OFFENSIVE, ScreenResult.HOLD): (
        "This may offend. A person looks at it before it is made; you can change it meanwhile.",
        "文字可能冒犯他人。制作前由人工查看；您也可以先修改。",
    ),
    (ScreenKind.BRAND, ScreenResult.REFUSE): (
        "This names a brand, club, work or character that belongs to somebody else. Leave it "
        "out, or show that you"
        " may use it and ask for a person to look.",
        "文字含有他人的品牌、俱乐部、作品或角色名称。请去掉；如果您有使用权，请出示证明并申请人工复核。",
    ),
    (ScreenKind.BRAND, ScreenResult.HOLD): (
        "This may be somebody else's brand. A person looks at it before it is made; you can "
        "change it meanwhile.",
        "文字可能是他人的品牌。制作前由人工查看；您也可以先修改。",
    ),
    (ScreenKind.RESTRICTED, ScreenResult.REFUSE): (
        "This praises an extremist group, or offers or explains weapons, drugs or other "
        "barred goods. Leave it out,"
        " or ask for a person to look if it means something else.",
        "文字宣扬极端组织，或涉及出售、制作武器、毒品等违禁品。请去掉；如果另有含义，可申请人工复核。",
    ),
    (ScreenKind.RESTRICTED, ScreenResult.HOLD): (
        "This may speak of extremism, weapons, drugs or self-harm. A person looks at it "
        "before it is made; you can"
        " change it meanwhile.",
        "文字可能涉及极端主义、武器、毒品或自我伤害。制作前由人工查看；您也可以先修改。",
    ),
    (ScreenKind.PERSONAL_DATA, ScreenResult.REFUSE): (
        "This looks like the number of a bank card, an account or an identity paper. Leave "
        "it out: nobody who makes or"
        " carries the product should see it.",
        "这看起来是银行卡、账户或证件号码。请去掉：制作和运送商品的人不应看到它。",
    ),
    (ScreenKind.PERSONAL_DATA, ScreenResult.HOLD): (
        "This looks like personal data that does not belong here. A person looks at it "
        "first; you can take it out"
        " meanwhile.",
        "这看起来是不应写在这里的个人信息。须先由人工查看；您也可以先去掉。",
    ),
}


def reason_for(kind: ScreenKind, result: ScreenResult, topic: str) -> tuple[str, str]:
    """What is said in English and in Chinese. `topic` is a hit's, such as `personal_data/phone`."""
    special = _TOPICS.get(topic.partition("/")[2])
    if special and kind is ScreenKind.PERSONAL_DATA and result is ScreenResult.HOLD:
        return special[0] + _CONTACT, special[1] + _CONTACT_ZH
    return _SENTENCES[kind, result]


def every_reason() -> Iterator[tuple[str, str]]:
    """Every reason there is, in English and in Chinese."""
    yield from _SENTENCES.values()
    for english, chinese in _TOPICS.values():
        yield english + _CONTACT, chinese + _CONTACT_ZH
