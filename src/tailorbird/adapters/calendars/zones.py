"""The time zone in which a place's working day ends.

A country's is the zone of its seat of business; a subdivision has its own where that differs. A
subdivision that is split between zones has the zone of most of its people.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

# Countries of several zones whose first line in the IANA list is not the seat of business.
_SEATS: Final = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "FM": "Pacific/Pohnpei",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
    "XK": "Europe/Belgrade",
}
# Subdivisions away from their country's zone, where `holidays` knows a country's subdivisions.
_AWAY: Final = {
    "AU": {
        "Australia/Adelaide": "SA",
        "Australia/Brisbane": "QLD",
        "Australia/Darwin": "NT",
        "Australia/Hobart": "TAS",
        "Australia/Melbourne": "VIC",
        "Australia/Perth": "WA",
    },
    "BR": {
        "America/Campo_Grande": "MS",
        "America/Cuiaba": "MT",
        "America/Manaus": "AM RO RR",
        "America/Rio_Branco": "AC",
    },
    "CA": {
        "America/Edmonton": "AB NT",
        "America/Halifax": "NB NS PE",
        "America/Iqaluit": "NU",
        "America/Regina": "SK",
        "America/St_Johns": "NL",
        "America/Vancouver": "BC",
        "America/Whitehorse": "YT",
        "America/Winnipeg": "MB",
    },
    "CL": {"America/Coyhaique": "AI", "America/Punta_Arenas": "MA"},
    "ES": {"Atlantic/Canary": "CN"},
    "FM": {"Pacific/Chuuk": "TRK YAP", "Pacific/Kosrae": "KSA"},
    "FR": {
        "America/Cayenne": "973",
        "America/Guadeloupe": "971",
        "America/Marigot": "MF",
        "America/Martinique": "972",
        "America/Miquelon": "PM",
        "America/St_Barthelemy": "BL",
        "Indian/Kerguelen": "TF",
        "Indian/Mayotte": "976",
        "Indian/Reunion": "974",
        "Pacific/Noumea": "NC",
        "Pacific/Tahiti": "PF",
        "Pacific/Wallis": "WF",
    },
    "NZ": {"Pacific/Chatham": "CIT"},
    "PT": {"Atlantic/Azores": "20", "Atlantic/Madeira": "30"},
    "US": {
        "America/Anchorage": "AK",
        "America/Boise": "ID",
        "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
        "America/Denver": "CO MT NM UT WY",
        "America/Detroit": "MI",
        "America/Los_Angeles": "CA NV OR WA",
        "America/Phoenix": "AZ",
        "America/Puerto_Rico": "PR VI",
        "Pacific/Guam": "GU MP",
        "Pacific/Honolulu": "HI",
        "Pacific/Pago_Pago": "AS",
        "Pacific/Wake": "UM",
    },
}
_SUBDIVISIONS: Final = {
    f"{country}-{code}": zone
    for country, zones in _AWAY.items()
    for zone, codes in zones.items()
    for code in codes.split()
}


def zone_of(country: str, subdivision: str | None) -> ZoneInfo | None:
    """The zone of the place; nothing for a country that the IANA list does not have."""
    name = _SUBDIVISIONS.get(f"{country}-{subdivision}") or _countries().get(country)
    return ZoneInfo(name) if name else None


@cache
def _countries() -> dict[str, str]:
    # Within a country the list puts the most populous zones first, save for geography: see _SEATS.
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    first: dict[str, str] = {}
    for country, _, zone, *_ in rows:
        first.setdefault(country, zone)
    return first | _SEATS
