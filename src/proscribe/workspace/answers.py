"""Questions about one issuer or security, and files of such questions."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from proscribe.backends.reports.formula import defuse_text
from proscribe.law.load import load_regime, load_regimes
from proscribe.law.regime import RegimeKind
from proscribe.matching.keys import names_nobody, number_key
from proscribe.model.errors import InputError, Place, StoreError
from proscribe.model.verdict import Outcome, Question, Reason, Verdict
from proscribe.registry import is_source
from proscribe.screening.candidates import Resolution, Wanted
from proscribe.screening.directory import FRESH_DAYS
from proscribe.screening.elsewhere import named_elsewhere
from proscribe.screening.evaluation import ADDED, KEPT, NEEDED, parse_row, result_row
from proscribe.screening.recalling import told_of
from proscribe.screening.supposing import NOTHING_SUPPOSED, Supposing
from proscribe.screening.verdicts import Ruling, by_strictness, rule
from proscribe.securities.queries import read_query
from proscribe.workspace.results import CheckResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from proscribe.law.regime import Regime
    from proscribe.screening.clearing import Decided
    from proscribe.screening.directory import Directory
    from proscribe.screening.elsewhere import NamedElsewhere

_OWN = "user"
_LEAST_DIGITS = 6
_UNNAMED = (
    "No list prints this identifier. Lists do not print every security of an issuer: ask by its "
    "name too."
)


def choose_regimes(keys: Sequence[str]) -> tuple[Regime, ...]:
    """Return the regimes of those keys; all of them where none is named."""
    return tuple(load_regime(key) for key in keys) if keys else load_regimes()


def asked_regimes(
    keys: Sequence[str], question: Question, directory: Directory
) -> tuple[Regime, ...]:
    """Return the regimes asked; where none is named, a user's own only if there is a list."""
    return tuple(
        regime
        for regime in choose_regimes(keys)
        if keys
        or regime.authority != _OWN
        or directory.coverage(regime.sources, question.known_at.closes(regime.zone)).complete
    )


def check(
    query: str,
    question: Question,
    regimes: Sequence[str],
    directory: Directory,
    *,
    decided: Decided | None = None,
    supposing: Supposing = NOTHING_SUPPOSED,
) -> CheckResult:
    """Answer one question under every regime asked.

    Args:
        query: As asked.
        question: The question.
        regimes: Keys of the regimes asked; all where none is named.
        directory: Where subjects are found.
        decided: What people decided of this very query; None where that does not count.
        supposing: What is supposed; the directory holds it already.

    Raises:
        InputError: The query is empty, or an attribute cannot be read.
    """
    text, place = query.strip(), question.attribute("located_in")
    wanted = replace(wanted_of(text), country=place, decided=decided, day=question.as_of.day)
    asked = supposing.law(asked_regimes(regimes, question, directory))
    ask = partial(rule, question, wanted, directory=directory, caption=text, strict=bool(regimes))
    resolved: dict[datetime, Resolution] = {}
    every = [supposing.on(ask(regime=one, resolved=resolved)) for one in asked]
    left_out = () if regimes else tuple(unchecked(asked, every, place))
    rulings = [one for one in every if one.verdict.regime not in dict(left_out)]
    recalled = [one for ruling in every for one in ruling.recalled]
    told = [ruling for ruling in rulings if regimes or _tells(ruling)]
    told = [one for one in told if one.verdict.reason is not Reason.NOT_BOUND] or told
    problem, found = read_query(text).problem, any(one.candidates for one in rulings)
    if not (found or recalled):
        _refuse_nobody(text, problem)
    return CheckResult(
        query=text,
        question=question,
        rulings=by_strictness(told or rulings),
        not_checked=left_out,
        warnings=(
            *supposing.warnings,
            *_odd(text, problem, found=found),
            *_stale(question, rulings, directory),
        ),
        named_elsewhere=_elsewhere(question, rulings, asked),
        recalled=told_of(recalled, _raised(rulings)),
        suppositions=supposing.sentences,
    )


def _odd(text: str, problem: str | None, *, found: bool) -> Iterator[str]:
    """Yield what is wrong with a query, and that an identifier is on no list."""
    if problem is not None:
        yield problem
    if not found and _is_identifier(text):
        yield _UNNAMED


def told_on(today: date, found: CheckResult) -> CheckResult:
    """Return an answer that says where nobody knows yet what was to count as known."""
    known = found.question.known_at.day
    # Where the day begins first, it is tomorrow already.
    if known <= today + timedelta(days=1):
        return found
    told = f"{known}, by which it is to be known, is in the future: what is on file now counts."
    return replace(found, warnings=(*found.warnings, told))


def unchecked(
    asked: Sequence[Regime], rulings: Sequence[Ruling], place: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the regimes on which nothing can be said, and why.

    Args:
        asked: The regimes asked.
        rulings: What each of them says.
        place: Where the issuer is; None where nobody said.
    """
    for regime, ruling in zip(asked, rulings, strict=True):
        if regime.territory and place is None:
            located = f"located_in={regime.territory[0]}"
            yield regime.key, f"where the issuer is, is not stated ({located})."
        elif not ruling.covered:
            yield regime.key, ruling.why


def _raised(rulings: Sequence[Ruling]) -> set[str]:
    return {one.candidate.subject.id for ruling in rulings for one in ruling.candidates}


def _elsewhere(
    question: Question, rulings: Sequence[Ruling], asked: Sequence[Regime]
) -> tuple[NamedElsewhere, ...]:
    found = (one.candidate.subject for ruling in rulings for one in ruling.candidates)
    subjects = {subject.id: subject for subject in found}
    silent = {one.verdict.regime for one in rulings if one.verdict.reason is Reason.NOT_BOUND}
    speaking = [regime for regime in asked if regime.key not in silent]
    return named_elsewhere(question, subjects.values(), speaking)


def wanted_of(text: str) -> Wanted:
    """Return what a query asks for: the ids it may be, and the name it may be.

    Raises:
        InputError: The query is empty.
    """
    if not text.strip():
        raise InputError("the query is empty.", remedy="Give a name, an identifier or a ticker.")
    keys = (*_entity_keys(text), *read_query(text).keys, *_number_keys(text))
    return Wanted(keys=keys, name=text, people=True)


def _entity_keys(text: str) -> tuple[tuple[str, str], ...]:
    source, dash, _ = text.partition("-")
    return (("entity", text),) if dash and is_source(source) else ()


def _number_keys(text: str) -> tuple[tuple[str, str], ...]:
    """Return the key of a registration, tax or the like number, where the text may be one."""
    key = number_key(text)
    return (("id", key),) if sum(map(str.isdigit, key)) >= _LEAST_DIGITS else ()


def _refuse_nobody(text: str, problem: str | None) -> None:
    if problem is not None:
        raise InputError(f"{problem.rstrip('.')}.", remedy="Correct it, or ask by name.")
    if _entity_keys(text):
        raise InputError(
            f"nothing on file has the id {text!r}.",
            remedy="Ask by name; the answer shows the ids of whom it may mean.",
        )
    if names_nobody(text):
        raise InputError(
            f"{text!r} names nobody.", remedy="Give a name, an identifier or a ticker."
        )


def _is_identifier(text: str) -> bool:
    """Return whether a query is an identifier or a ticker with its market, hence no name."""
    return any(kind != "ticker" for kind, _ in read_query(text).keys) or (
        bool(read_query(text).keys) and not text.replace(" ", "").isalpha()
    )


def _stale(question: Question, rulings: Sequence[Ruling], directory: Directory) -> Iterator[str]:
    """Say of which lists the newest edition on file is much older than the day asked about."""
    told = set()
    for ruling in rulings:
        if ruling.verdict.reason is Reason.NOT_BOUND:
            continue
        regime = load_regime(ruling.verdict.regime)
        known = question.known_at.closes(regime.zone)
        newest = directory.coverage(regime.sources, known).newest
        asked = min(question.as_of.day, question.known_at.day)
        own = regime.authority == _OWN
        late = newest is not None and (asked - newest[1]).days > FRESH_DAYS
        if newest is None or own or not late or newest in told:
            continue
        told.add(newest)
        yield (
            f"The newest edition of {newest[0]} on file is of {newest[1]}, "
            f"{(asked - newest[1]).days} days before the day asked about: whom it names or no "
            "longer names since then is not in this answer."
        )


def _tells(ruling: Ruling) -> bool:
    """A list without a ban, or of the user, is shown only where it names, or named, the subject."""
    regime = load_regime(ruling.verdict.regime)
    if regime.kind is not RegimeKind.NO_INVESTMENT_BAN and regime.authority != _OWN:
        return True
    lists = {(entry.authority, entry.program) for entry in regime.lists}
    return any(
        (record.designation.authority, record.designation.program) in lists
        for one in ruling.candidates
        for record in one.candidate.subject.records
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationResult:
    """What became of a file of cases.

    Attributes:
        rows: Each case with its answer, in the order of the file.
        problems: Rows that could not be read, in words; they stand in ``rows`` without an answer.
    """

    rows: tuple[dict[str, str], ...]
    problems: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return the answers as JSON values."""
        return {"rows": list(self.rows), "problems": list(self.problems)}


def evaluate_file(
    path: Path, directory: Directory, progress: Callable[[int], None]
) -> EvaluationResult:
    """Answer every case of a CSV file.

    Raises:
        InputError: The file cannot be read, or lacks a needed column.
    """
    rows: list[dict[str, str]] = []
    problems: list[str] = []
    for line, row in _rows(path):
        try:
            answer = _answer(row, Place(file=str(path), line=line), directory)
        except InputError as error:
            problems.append(str(error))
            rows.append({key: row.get(key, "") or "" for key in KEPT} | _unanswered(str(error)))
        else:
            rows.append(result_row(row, answer))
        progress(1)
    return EvaluationResult(rows=tuple(rows), problems=tuple(problems))


def write_cases(result: EvaluationResult, out: Path) -> None:
    """Write answered cases as CSV, beside its place and then renamed.

    Raises:
        StoreError: The file cannot be written.
    """
    draft = out.with_name(f".{out.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=(*KEPT, *ADDED), lineterminator="\n")
            writer.writeheader()
            writer.writerows(map(_harmless, result.rows))
        draft.replace(out)
    except OSError as error:
        raise StoreError(
            f"the answers cannot be written: {error.strerror or error}.",
            where=Place(file=str(out)),
            remedy="Check that the folder exists, may be written and has room.",
        ) from error


def _harmless(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row that runs nothing in a spreadsheet; its id, which is joined on, stays."""
    return {key: text if key == "id" else defuse_text(text) for key, text in row.items()}


def _answer(row: dict[str, str], place: Place, directory: Directory) -> Verdict:
    case = parse_row(row, place)
    regime = _regime(case.regime, place)
    read = read_query(case.security)
    ruling = rule(
        case.question,
        Wanted(
            keys=(*_entity_keys(case.security), *read.keys),
            name=case.issuer,
            people=True,
            country=case.question.attribute("located_in"),
            day=case.question.as_of.day,
        ),
        regime=regime,
        directory=directory,
        caption=case.issuer or case.security or "The issuer",
        strict=True,
    )
    verdict = ruling.verdict
    problem = read.problem or ("" if read.keys or not case.security else _unread(case.security))
    if ruling.candidates or verdict.reason is not Reason.NOT_LISTED:
        note = f"About the security: {problem.rstrip('.')}. " if problem else ""
        return replace(verdict, explanation=note + verdict.explanation)
    if problem:
        return _review(verdict, f"{problem.rstrip('.')}. The name is not found either.")
    if not case.security and names_nobody(case.issuer):
        return _review(verdict, "The case names neither a security nor an issuer.")
    return verdict


def _regime(key: str, place: Place) -> Regime:
    try:
        return load_regime(key)
    except InputError as error:
        where = replace(place, column="regime")
        raise type(error)(error.what, where=where, remedy=error.remedy) from error


def _unread(security: str) -> str:
    return f"{security!r} is no identifier and no ticker with its market"


def _review(verdict: Verdict, why: str) -> Verdict:
    return replace(
        verdict, outcome=Outcome.REVIEW, reason=Reason.IDENTITY_UNCERTAIN, explanation=why
    )


def _unanswered(why: str) -> dict[str, str]:
    return dict.fromkeys(ADDED, "") | {"explanation": why}


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    f"the column {', '.join(missing)} is missing, so no case can be asked.",
                    where=Place(file=str(path), line=1),
                    remedy=f"The columns are {', '.join(KEPT)}.",
                )
            line = reader.line_num + 1
            for row in reader:
                yield line, row
                line = reader.line_num + 1
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"the case file cannot be read: {error}.",
            where=Place(file=str(path)),
            remedy="Give a CSV file in UTF-8.",
        ) from error
