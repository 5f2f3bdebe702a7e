"""Which private contents a stored fact refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tailorbird.app.ports.storage import StoredFact
from tailorbird.domain import codec
from tailorbird.domain.cases.fact import DataClass, data_classes, fact_type


def private_texts(fact: StoredFact) -> Iterator[tuple[str, str]]:
    """(id, `Fact.field`) of each private content, those of a field that holds several one by one."""
    body = codec.read_json(dict[str, Any], fact.data)["body"]
    for name, data_class in data_classes(fact_type(fact.name)).items():
        if data_class is not DataClass.PRIVATE:
            continue
        value = body.get(name)
        for each in value if isinstance(value, list) else [value]:
            if each:
                yield str(each), f"{fact.name}.{name}"
