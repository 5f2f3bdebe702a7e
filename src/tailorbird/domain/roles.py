"""The parts that a party can play in a case. The words are those of `docs/glossary.md`."""

from enum import StrEnum


class Role(StrEnum):
    """Who acts or is meant in a case; one party may play several roles over its cases."""

    BUYER = "buyer"
    PROVIDER = "provider"
    """The purchasing agent who buys for somebody else."""
    SELLER = "seller"
    """Who sells on a marketplace; usually has no account here, and others report what it said."""
    MERCHANT = "merchant"
    """Who sells made-to-order goods in its own name, such as a jeweller."""
    SUPPLIER = "supplier"
    WAREHOUSE = "warehouse"
    """The storage provider at the export location."""
    CARRIER = "carrier"
    """The logistics provider that receives and carries the goods."""
    PROMOTER = "promoter"
    OPERATOR = "operator"
    GATEWAY = "gateway"
    """The payment institution."""
    RECEIVER = "receiver"
    """Whoever takes over a store that its owner gives away."""
    REPORTER = "reporter"
    """Whoever reports an improper product."""
    PLATFORM = "platform"
    """The engine itself: deadlines that pass, and what follows from a fact."""
