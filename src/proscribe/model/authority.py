"""The bodies that designate, and the clocks they go by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A body that designates.

    Attributes:
        key: Short name, as in data files.
        title: Its name in English.
        zone: IANA zone in which its bare dates are read.
    """

    key: str
    title: str
    zone: str


_NEW_YORK = "America/New_York"

AUTHORITIES = {
    authority.key: authority
    for authority in (
        Authority(key="us-ofac", title="US Treasury, OFAC", zone=_NEW_YORK),
        Authority(key="us-dod", title="US Department of Defense", zone=_NEW_YORK),
        Authority(key="us-president", title="President of the United States", zone=_NEW_YORK),
        Authority(key="us-state", title="US Department of State", zone=_NEW_YORK),
        Authority(key="us-treasury", title="US Department of the Treasury", zone=_NEW_YORK),
        Authority(key="us-bis", title="US Commerce, BIS", zone=_NEW_YORK),
        Authority(key="us-ita", title="US Commerce, ITA", zone=_NEW_YORK),
        Authority(key="us-dhs", title="US Homeland Security", zone=_NEW_YORK),
        Authority(key="eu-council", title="Council of the European Union", zone="Europe/Brussels"),
        Authority(key="gb-hmt", title="HM Treasury", zone="Europe/London"),
        Authority(key="un-sc", title="UN Security Council", zone=_NEW_YORK),
        Authority(
            key="gb-fcdo", title="Foreign, Commonwealth & Development Office", zone="Europe/London"
        ),
        Authority(key="ca-gac", title="Global Affairs Canada", zone="America/Toronto"),
        Authority(
            key="au-dfat",
            title="Australia, Department of Foreign Affairs and Trade",
            zone="Australia/Sydney",
        ),
        Authority(key="jp-mof", title="Japan, Ministry of Finance", zone="Asia/Tokyo"),
        Authority(key="ch-seco", title="Switzerland, SECO", zone="Europe/Zurich"),
        Authority(key="worldbank", title="World Bank Group", zone=_NEW_YORK),
        Authority(key="gleif", title="Global LEI Foundation", zone="UTC"),
        Authority(key="us-sec", title="US Securities and Exchange Commission", zone=_NEW_YORK),
        Authority(key="openfigi", title="Bloomberg OpenFIGI", zone="UTC"),
        Authority(key="ftm", title="a FollowTheMoney data set", zone="UTC"),
        Authority(key="user", title="the user's own list", zone="UTC"),
    )
}


def authority_zone(key: str) -> str:
    """Return the zone of an authority's bare dates; UTC where it is not known to us."""
    authority = AUTHORITIES.get(key)
    return "UTC" if authority is None else authority.zone
