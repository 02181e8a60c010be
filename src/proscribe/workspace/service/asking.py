"""What is asked of ``/match``, read and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from proscribe.matching.given import names_of_parts
from proscribe.matching.identifiers import normalise_number
from proscribe.matching.named import Named
from proscribe.model.errors import InputError
from proscribe.workspace.naming import refuse_unread
from proscribe.workspace.service.numbers import numbers_of, securities_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proscribe.workspace.service.scopes import Scope

ALGORITHM = "proscribe"
# What a score is made of, as other algorithms tell it by many features.
FEATURE, IDENTIFIER, WEIGHT = "name", "identifier", 1.0
FEATURES = {
    FEATURE: "Names in any script are compared word by word, with what else is known of both; the "
    "score is the probability that both are the same.",
    IDENTIFIER: "An identifier is equal, or a security is the issuer's by any source on file, "
    "whatever the names.",
}
MOST_QUERIES = 100
# Each is compared with all on file: of so many, a core is busy for some seconds.
MOST_NAMES = 2_000
# Other names by which clients ask for whatever is best here.
_ALGORITHMS = frozenset({ALGORITHM, "best", "default"})
_NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
_PROGRAM = "programId"  # FollowTheMoney's identifiers, but of many.
_MOST_VALUES = 200
_LONGEST_VALUE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The moment and the deal of which a verdict is asked beside each match.

    Attributes:
        as_of: The moment asked about; None means now.
        known_at: Only what was public by then counts; None means now.
        investor: Who acts.
        action: What is to be done.
        verdict: Whether a verdict is asked for.
    """

    as_of: str | None = None
    known_at: str | None = None
    investor: str = "us_person"
    action: str = "buy"
    verdict: bool = False

    @property
    def is_now(self) -> bool:
        """Whether the answer rests on what stands now."""
        return self.as_of is None and self.known_at is None


NOW = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One example of what is looked for.

    Attributes:
        named: Its names and what else is known, for the matcher.
        echo: It as it was understood.
        identifiers: Its numbers, normalised.
        securities: Kinds and values of the securities it names, and of its LEI.
        vague: Values among them that others may bear, as tickers that name no market.
    """

    named: Named
    echo: Mapping[str, Any]
    identifiers: tuple[str, ...]
    securities: tuple[tuple[str, str], ...] = ()
    vague: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A whole request.

    Attributes:
        queries: By the caller's key.
        limit: Most results of each.
        threshold: From which score on a result is a match.
        cutoff: Only results with a greater score are returned.
        scope: Who is looked among.
        terms: The moment, and the deal.
    """

    queries: Mapping[str, Query]
    limit: int
    threshold: float
    cutoff: float
    scope: Scope
    terms: Terms = NOW


def check_algorithm(name: str) -> None:
    """Refuse what is no algorithm of ours.

    Raises:
        InputError: There is none of that name.
    """
    if name not in _ALGORITHMS:
        raise InputError(
            f"there is no algorithm {name!r}.", remedy=f"Ask for {ALGORITHM!r} or 'best'."
        )


def check_config(config: Mapping[str, object]) -> None:
    """Refuse settings of other algorithms: ours has none.

    Raises:
        InputError: There is one.
    """
    if config:
        raise InputError(
            f"the algorithm has no setting {next(iter(config))!r}.", remedy="Leave out `config`."
        )


def check_weights(weights: Mapping[str, float]) -> None:
    """Refuse weights of features of other algorithms: each of ours counts whole.

    Raises:
        InputError: There is one that would have to change a score.
    """
    for feature, weight in weights.items():
        if feature not in FEATURES or weight != WEIGHT:
            raise InputError(
                f"the feature {feature!r} cannot be given the weight {weight:g}: the algorithm has "
                f"no features but {', '.join(map(repr, FEATURES))}, each of weight {WEIGHT:g}, so "
                "the score would not change.",
                remedy="Leave out `weights`.",
            )


def check_names(queries: Iterable[Query]) -> None:
    """Refuse more names in one request than others can wait for.

    Raises:
        InputError: All queries together have too many.
    """
    count = sum(len(query.named.names) for query in queries)
    if count > MOST_NAMES:
        raise InputError(
            f"the queries have {count:,} names together, and at most {MOST_NAMES:,} are compared "
            "in one request.",
            remedy="Send the queries in several requests.",
        )


def build_query(key: str, id_: str | None, schema: str, given: Mapping[str, Any]) -> Query:
    """Return one example, cleaned; properties that the schema does not have are passed over.

    Args:
        key: The caller's key.
        id_: The caller's id of it.
        schema: FollowTheMoney schema.
        given: Properties: a value or several of each.

    Raises:
        InputError: The schema does not exist or is none of those that are matched.
    """
    from followthemoney import model

    found = model.get(schema)
    if found is None or not found.matchable:
        raise InputError(
            f"query {key!r}: {schema!r} is no schema that can be matched.",
            remedy="Use Person, Company, Organization, LegalEntity, Vessel or another.",
        )
    properties: dict[str, list[str]] = {}
    compared: dict[str, tuple[str, ...]] = {}
    numbers: list[str] = []
    for name, values in given.items():
        prop = found.get(name)
        if prop is None or prop.stub:
            continue
        cleaned = dict.fromkeys(_cleaned(prop, values, key))
        if cleaned:
            properties[name], compared[name] = [*cleaned], tuple(cleaned)
            if prop.type.name == "identifier" and name != _PROGRAM:
                compared[name] = tuple(one for value in cleaned for one in numbers_of(value))
                numbers += compared[name]
    names = _names_of(properties)
    for name in names:
        refuse_unread(name)
    securities, vague = securities_of(properties)
    return Query(
        named=Named(
            id=key,
            schema=schema,
            names=names,
            properties={name: values for name, values in compared.items() if name not in _NAMES},
        ),
        echo={"id": id_, "schema": schema, "properties": properties},
        identifiers=tuple(dict.fromkeys(filter(None, map(normalise_number, numbers)))),
        securities=securities,
        vague=vague,
    )


def _names_of(properties: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    whole = (name for prop in _NAMES for name in properties.get(prop, ()))
    return tuple(dict.fromkeys((*names_of_parts(properties), *whole)))


def _cleaned(prop: Any, values: Any, key: str) -> Iterable[str]:  # noqa: ANN401 - as it came
    listed = values if isinstance(values, list) else [values]
    if len(listed) > _MOST_VALUES:
        raise InputError(
            f"query {key!r}: more than {_MOST_VALUES} values of {prop.name}.", remedy="Give fewer."
        )
    for value in listed:
        if value is None:
            continue
        text = str(value)
        if len(text) > _LONGEST_VALUE:
            raise InputError(
                f"query {key!r}: a value of {prop.name} has {len(text):,} characters.",
                remedy=f"Give at most {_LONGEST_VALUE:,}.",
            )
        cleaned = prop.type.clean(text, fuzzy=True)
        if cleaned is not None:
            yield cleaned
