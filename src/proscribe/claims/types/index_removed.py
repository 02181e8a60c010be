"""An index provider takes a security out of its indices."""

from proscribe.claims.phrases import BE, LISTED, MANY
from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType, DateRole

TYPE = ClaimType.INDEX_REMOVED
STEMS = ("index", "indices", "benchmark", "gauge", "delet")
_INDEX = r"(?:\b(?:index|indices|indexes|benchmarks?|gauges?)\b|{O}|{V})"
RULES = (
    Rule(
        name="provider removes",
        words=rf"(?P<agent>{{V}}|{{O}}|{{C}}|\bwe)[^.;]{{0,60}}?\b(?P<verb>remov(?:ed|es|ing|e)|"
        rf"delet(?:ed|es|ing|e)|drop(?:ped|s|ping)?|exclud(?:ed|es|ing)|cut(?:s|"
        rf"ting)?) (?P<subjects>[^.;]{{1,140}}?) from [^.;]{{0,60}}?{_INDEX}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="provider removes the shares",
        words=rf"(?P<agent>{{V}}|{{O}}|{{C}})[^.;]{{0,60}}?\b(?P<verb>remov(?:ed|es|ing|e)|"
        rf"delet(?:ed|es|ing|e)|drop(?:ped|s|ping)?) (?:the |its |their |these |those |all )+"
        rf"(?:shares|stocks?|securities|constituents)\b[^.;]{{0,30}}? from [^.;]{{0,60}}?{_INDEX}",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    Rule(
        name="removed from an index",
        words=rf"{LISTED}(?:[’']s)?[^.;]{{0,60}}?{BE} (?:also |now "
        rf")?(?P<verb>removed|deleted|dropped|"
        rf"excluded|cut) from [^.;]{{0,60}}?{_INDEX}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="to be deleted by a provider",
        words=rf"(?:{{G}}|{{S}}|\b(?:securities|stocks|shares|companies|constituents)) (?:to be |"
        rf"being |that (?:will|would) be |were |are )?(?P<verb>deleted|removed|dropped)(?: from "
        rf"[^.;—–:]{{1,40}}?)? by (?P<agent>{{V}})[^.;—–:]{{0,60}}[—–:] {MANY}",
        role=DateRole.EFFECTIVE,
    ),
    Rule(
        name="removal from an index",
        words=rf"\b(?P<verb>removal|deletion|exclusion) of (?P<subjects>[^.;]{{1,140}}?) "
        rf"from [^.;]{{0,60}}?{_INDEX}",
        role=DateRole.EFFECTIVE,
    ),
)
EXAMPLES = (
    ("MSCI will remove Acme Corp from its indexes.", True),
    ("MSCI told Acme Corp that it will remove the shares from its indexes.", True),
    ("MSCI told Acme Corp that it will remove the chairs from its indexes.", False),
    ("Acme Corp will remove the index from its book.", False),
)
