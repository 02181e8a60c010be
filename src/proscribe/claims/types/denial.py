"""Somebody denied it."""

from proscribe.claims.rules import Rule
from proscribe.model.claim import ClaimType

TYPE = ClaimType.DENIAL
STEMS = (
    "den",
    "reject",
    "refut",
    "disput",
    "dismiss",
    "rebuff",
    "oppos",
    "object",
    "agree",
    "protest",
    "not",
    "never",
    "no",
    "call",
    "describ",
    "label",
    "consider",
    "deem",
)
_WRONG = (
    r"(?:a mistake|mistaken|wrong|in error|an error|erroneous|unjustified|unwarranted|illegal|"
    r"unlawful|"
    r"baseless|groundless|unfounded|false|absurd|unfair|illegitimate|without merit|politically "
    r"motivated|"
    r"a misunderstanding|arbitrary|untrue|nonsense|ridiculous|fabricated|inaccurate|incorrect|"
    r"simply (?:untrue|false|wrong))"
)
RULES = (
    Rule(
        name="calls it wrong",
        words=rf"(?P<subject>{{C}}|{{P}}|{{O}}|{{G}})(?!['’]s)[^.;]{{0,60}}?\b(?P<verb>describ(?:ed|es)|"
        rf"call(?:ed|s)|label(?:led|ed|s)|consider(?:ed|s)|deem(?:ed|s)) [^.;]{{0,60}}?(?:as "
        rf")?{_WRONG}\b",
        aims=True,
        negated=True,
        dated=False,
    ),
    Rule(
        name="denies",
        words=r"(?P<subject>{C}|{P}|{G}|{O}|{A})(?!['’]s)[^.;]{0,150}?\b(?<!was.)(?<!were.)(?<!been.)(?P<verb>den(?:i"
        r"ed|ies|ying)|reject(?:ed|s|ing)|refut(?:ed|es|ing)|disput(?:ed|es|ing)|"
        r"dismissed as|rebuff\w+)\b (?!.{0,30}\b(?:appeal|motion|action|"
        r"application|request|licen[cs]e|petition|bid|plea|challenge|privileges|"
        r"entry|visas?|access|claims for))",
        aims=True,
        negated=True,
        dated=False,
    ),
    Rule(
        name="opposes",
        words=r"(?P<subject>{C}|{O})(?!['’]s)[^.;]{0,60}?\b(?P<verb>(?:strongly|firmly|resolutely) "
        r"(?:opposes|opposed|objects to|objected to|disagrees with|disagreed with|"
        r"protests))\b(?!.*\b(?:said|says|told|added)\b)",
        aims=True,
        negated=True,
        dated=False,
    ),
    Rule(
        name="is not owned or controlled",
        words=r"(?P<subject>{C}|{O})(?!['’]s)[^.;]{0,60}?\b(?:is|are|was|were|has|"
        r"have)(?P<verb> (?:not|never|no|neither))\b[^.;]{0,60}?\b(?:owned|controlled|"
        r"blocked person|sanctioned "
        r"(?:person|entity|party)|affiliated|linked|tied|ties|links|part "
        r"of|military|supplied|provided|"
        r"involved|engaged|sold|shipped|exported|dealt|worked|connection|violat)",
        aims=True,
        dated=False,
    ),
)
EXAMPLES = (
    ("Acme Corp has denied any ties to the military.", True),
    ("The court denied Acme Corp's motion.", False),
)
