"""Pieces that the expressions of several rules share."""

from __future__ import annotations

# Up to where a list of subjects reaches: ``A, B and C`` ends at a reason, a place or a relative
# clause that is not closed again.
STOP = (
    r"\b(?:for|because|over|after|before|accus\w+|alleg\w+|saying|citing|which|who|that|since|"
    r"while|when|where|until|under|pursuant|in a|in an|in connection|including|such as)\b"
)
CLOSED = r"(?:, (?:which|who|whose)\b[^,.;]{3,160},)"
NAMES = rf"(?:{CLOSED}|(?!{STOP})[^.;:])"
MANY = rf"(?P<subjects>{NAMES}{{1,220}})"
FEW = rf"(?P<subjects>{NAMES}{{1,160}}?)"
OWN = r"(?:the |its |their |a |an |his |this |that )?"
LIST = r"(?:{L}|(?:[\w’'.-]+ ){0,4}?(?:blacklists?|lists?|blocklist)\b)"
ON_LIST = (
    rf"(?:to|on|onto|in|into) {OWN}(?:{{A}}[’']s |{{A}} )?(?:[\w’'-]+ ){{0,3}}?(?P<list>{{L}})"
)
ON_ANY_LIST = (
    rf"(?:to|on|onto|in|into) {OWN}(?:{{A}}[’']s |{{A}} )?(?:[\w’'-]+ ){{0,4}}?"
    r"(?:(?P<list>{L})|blacklist|lists?\b(?! of the largest| of 100| of the most))"
)
OFF_LIST = (
    rf"(?:from|off) {OWN}(?:{{A}}[’']s |{{A}} )?(?:[\w’'-]+ ){{0,4}}?"
    r"(?:(?P<list>{L})|blacklist|lists?\b)"
)
BE = r"(?:was|were|is|are|has been|have been|had been|being|been|will be|would be|to be|be|got)"
BLACKLIST = r"blacklist(?:ed|s|ing)?|sanction(?:ed|s|ing)?|designat(?:ed|es|ing|e)"
BLACKLISTED = r"blacklisted|sanctioned|designated"
SANCTIONS = (
    r"(?:(?:economic |financial |new |fresh |further |additional |sweeping |targeted |full |blocking |"
    r"investment |trade |export |secondary )*(?:sanctions|restrictive measures|an asset freeze|"
    r"asset freezes|export controls|restrictions|a travel ban|travel bans))"
)
BETWEEN = r"[^.;]{0,70}?"
SHARES = r"(?:shares?|stock|securities|ADRs?|ADSs?|depositary (?:shares|receipts)|{S})"
SAID = (
    r"(?:said|says|say|told|tells|stated|states|added|adds|wrote|writes|announced|announces|"
    r"confirmed|confirms|noted|notes|argued|argues|insisted|insists|claimed|claims|declared|"
    r"explained|reiterated|reiterates|tweeted|posted|commented|warned|warns|testified|disclosed)"
)
