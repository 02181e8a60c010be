"""Answers that leave a receipt: asked as ever, with every moment resolved before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

from proscribe.model.time import parse_moment
from proscribe.operations.receipts import canonical
from proscribe.workspace.proof_files import files_answer, given_files
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Unpack

    from proscribe.operations.access import Principal
    from proscribe.operations.receipts import Basis, Receipt
    from proscribe.workspace.answers import EvaluationResult
    from proscribe.workspace.articles import ReadArticle
    from proscribe.workspace.dossiers import Dossier
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.matching import Matching, MatchSummary
    from proscribe.workspace.portfolios import Screening
    from proscribe.workspace.results import CheckResult
    from proscribe.workspace.subjects import Timeline
    from proscribe.workspace.surveying import LineTerms

# How often a question is asked anew because something was recorded meanwhile.
_MOST_TRIES = 5
# What may stand in a receipt for ever: how was asked, not about whom.
_IMPERSONAL = frozenset(
    {"action", "actions", "purpose", "investor", "instrument", "as_of", "known_at", "regimes"}
    | {"limit", "threshold", "published", "check", "today"}
)

_Moment = str | date | datetime | None
_Answer = TypeVar("_Answer")


class CheckAsked(TypedDict, total=False):
    """How ``check`` may be asked; see :meth:`~proscribe.workspace.facade.Workspace.check`."""

    action: str
    purpose: str | None
    investor: str
    location: str | None
    instrument: str
    as_of: _Moment
    known_at: _Moment
    held_since: str | date | None
    regimes: Sequence[str]
    attributes: Mapping[str, str] | None
    what_if: Sequence[str]


class ScreenAsked(TypedDict, total=False):
    """How ``screen`` may be asked; see :meth:`~proscribe.workspace.facade.Workspace.screen`."""

    actions: Sequence[str] | None
    investor: str
    location: str | None
    as_of: _Moment
    known_at: _Moment
    held_since: str | date | None
    regimes: Sequence[str]
    private_list: Path | str | None
    what_if: Sequence[str]
    terms: LineTerms | None


class ReadAsked(TypedDict, total=False):
    """How ``read`` may be asked."""

    published: str | date | None
    check: bool
    prices: Sequence[Path | str]
    allow_private: bool
    reader: str


class DossierAsked(TypedDict, total=False):
    """How ``dossier`` may be asked."""

    as_of: _Moment
    known_at: _Moment
    investor: str
    action: str
    claims: Sequence[Path | str]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A receipt to be left once the answer is written.

    Attributes:
        desk: Who leaves it.
        kind: What was asked.
        question: The question.
        basis: What the answer rests on; None where receipts are turned off.
    """

    desk: ProvenDesk
    kind: str
    question: Mapping[str, object]
    basis: Basis | None

    def written(self, files: Sequence[Path | str], summary: object) -> Receipt | None:
        """Leave the receipt of files that were written."""
        return self.said(files_answer(files, summary))

    def matched(
        self, out: Path | None, rows: Sequence[Mapping[str, object]], summary: MatchSummary
    ) -> Receipt | None:
        """Leave the receipt of matches that were written, or are shown."""
        if out is None:
            return self.said(match_answer(rows, summary))
        return self.written([out], summary.to_json())

    def said(self, answer: bytes) -> Receipt | None:
        """Leave the receipt of an answer."""
        return None if self.basis is None else self.desk.leave(self, answer, self.basis)


class ProvenDesk:
    """Asks the workspace and leaves a receipt of each answer.

    Args:
        workspace: The workspace.
        principal: Who asks.
        enabled: False to ask alike and leave none.
    """

    def __init__(self, workspace: Workspace, principal: Principal, *, enabled: bool) -> None:
        self._workspace = workspace
        self._principal = principal
        self._enabled = enabled

    def check(self, query: str, **asked: Unpack[CheckAsked]) -> tuple[CheckResult, Receipt | None]:
        """Say whether an act is allowed; arguments and errors as of the workspace."""
        asked["as_of"] = _moment(asked.get("as_of"))
        asked["known_at"] = _moment(asked.get("known_at"))
        question = {"query": query, **_plain(asked)}
        ask = self._workspace.check
        basis, result = self._settled(lambda: ask(query, **asked))
        leaving = Leaving(self, "check", question, basis)
        return result, leaving.said(canonical(result.to_json()))

    def evaluate(
        self,
        cases: Path | str,
        *,
        out: Path | str,
        progress: Callable[[int], None] = lambda _: None,
    ) -> tuple[EvaluationResult, Receipt | None]:
        """Answer a file of cases; arguments and errors as of the workspace."""
        question = {
            "cases": str(Path(cases).absolute()),
            "files": given_files([cases]) if self._enabled else [],
        }
        leaving = Leaving(self, "evaluate", question, self._basis())
        result = self._workspace.evaluate(cases, out=out, progress=progress)
        return result, leaving.written([out], result.to_json())

    def timeline(
        self, query: str, *, known_at: _Moment = None, claims: Sequence[Path | str] = ()
    ) -> tuple[Timeline, Receipt | None]:
        """Return what happened to a subject; arguments and errors as of the workspace."""
        known = _moment(known_at)
        question = self._told(query, claims, {"known_at": known})
        ask = self._workspace.timeline
        basis, found = self._settled(lambda: ask(query, known_at=known, claims=claims))
        leaving = Leaving(self, "timeline", question, basis)
        return found, leaving.said(canonical(found.to_json()))

    def dossier(self, query: str, **asked: Unpack[DossierAsked]) -> tuple[Dossier, Receipt | None]:
        """Return what is known of a subject; arguments and errors as of the workspace."""
        asked["as_of"] = _moment(asked.get("as_of"))
        asked["known_at"] = _moment(asked.get("known_at"))
        question = self._told(query, asked.get("claims") or (), asked)
        ask = self._workspace.dossier
        basis, found = self._settled(lambda: ask(query, **asked))
        leaving = Leaving(self, "dossier", question, basis)
        return found, leaving.said(canonical(found.to_json()))

    def read(
        self, article: Path | str, **asked: Unpack[ReadAsked]
    ) -> tuple[ReadArticle, Receipt | None]:
        """Read an article; arguments and errors as of the workspace."""
        given = [article, *(asked.get("prices") or ())] if self._enabled else []
        question = {
            "article": str(article),
            "files": given_files(given),
            "today": datetime.now(UTC).date().isoformat(),
            **_plain(asked),
        }
        ask = self._workspace.read
        basis, result = self._settled(lambda: ask(article, **asked), most=1)
        leaving = Leaving(self, "read", question, basis)
        return result, leaving.said(canonical(result.to_json()))

    def screen(
        self,
        *files: Path | str,
        plans: Sequence[Path | str] = (),
        prices: Sequence[Path | str] = (),
        out: Path | str,
        **asked: Unpack[ScreenAsked],
    ) -> tuple[Screening, Leaving]:
        """Screen files; write the report, then the plans, then leave the receipt.

        Args:
            files: The portfolios.
            plans: Where the plan will be written.
            prices: Price files for the plan.
            out: Where the report will be written.
            asked: As of the workspace.
        """
        asked["as_of"] = _moment(asked.get("as_of"))
        asked["known_at"] = _moment(asked.get("known_at"))
        terms = asked.get("terms")
        beside = [asked.get("private_list"), *(() if terms is None else terms.files)]
        folder = None if terms is None else terms.fund_folder
        given = [*files, *(one for one in (*beside, folder) if one is not None), *prices]
        question = {
            "portfolios": [str(Path(file).absolute()) for file in files],
            "files": given_files(given) if self._enabled else [],
            "report": Path(out).suffix,
            "plans": [Path(one).suffix for one in plans],
            "prices": [str(one) for one in prices],
            **_plain(asked),
        }
        leaving = Leaving(self, "screen", question, self._basis())
        screening = self._workspace.screen(*files, **asked)
        if plans or prices:
            screening = screening.with_plan(prices=prices, files=plans)
        return screening, leaving

    def match(
        self,
        *files: Path | str,
        limit: int = 10,
        threshold: float = 0.7,
        known_at: _Moment = None,
        out: Path | str | None,
        shown: int | None,
    ) -> tuple[Matching, Leaving]:
        """Look for names of files; write or show the matches, then leave the receipt.

        Args:
            files: The names.
            limit: Most matches for each query.
            threshold: Least score.
            known_at: Only what was public by then counts.
            out: Where they will be written; None where they are shown.
            shown: How many are shown then; None for all.
        """
        known = _moment(known_at)
        question = {
            "names": [str(Path(file).absolute()) for file in files],
            "files": given_files(files) if self._enabled else [],
            "limit": limit,
            "threshold": threshold,
            "known_at": known,
            "report": None if out is None else Path(out).suffix,
            "shown": shown,
        }
        leaving = Leaving(self, "match_files", question, self._basis())
        found = self._workspace.match(*files, limit=limit, threshold=threshold, known_at=known)
        return found, leaving

    def leave(self, leaving: Leaving, answer: bytes, basis: Basis) -> Receipt:
        """Write a receipt."""
        asked = leaving.question
        settings = {name: asked[name] for name in sorted(_IMPERSONAL & asked.keys())}
        if self._workspace.receipts.basis(self._principal.organisation) != basis:
            settings["moved"] = True
        return self._workspace.receipts.write(
            self._principal, leaving.kind, asked, answer, basis=basis, settings=settings
        )

    def _told(
        self, query: str, claims: Sequence[Path | str], asked: Mapping[str, object]
    ) -> dict[str, object]:
        """Return the question about a subject, beside what articles claim."""
        files = given_files(claims) if self._enabled else []
        told = {name: value for name, value in asked.items() if name != "claims"}
        return {"query": query, "claims": [str(Path(one).absolute()) for one in claims],
                "files": files, **_plain(told)}  # fmt: skip

    def _basis(self) -> Basis | None:
        if not self._enabled:
            return None
        return self._workspace.receipts.basis(self._principal.organisation)

    def _settled(
        self, ask: Callable[[], _Answer], most: int = _MOST_TRIES
    ) -> tuple[Basis | None, _Answer]:
        """Ask until nothing is recorded meanwhile, so that one basis holds for the answer."""
        basis = self._basis()
        while True:
            answer = ask()
            most -= 1
            after = basis if basis is None or not most else self._basis()
            if after == basis:
                return basis, answer
            basis = after


def match_answer(rows: Sequence[Mapping[str, object]], summary: MatchSummary) -> bytes:
    """Return the answer of matches that are shown."""
    return canonical({"rows": to_json([*rows]), "summary": summary.to_json()})


def _moment(value: _Moment) -> str:
    moment = parse_moment(datetime.now(UTC) if value is None else value)
    return moment.day.isoformat() if moment.instant is None else moment.instant.isoformat()


def _plain(asked: Mapping[str, object]) -> dict[str, object]:
    """Return arguments as JSON values: paths as text, from the root."""
    return {name: _plain_value(value) for name, value in asked.items() if value is not None}


def _plain_value(value: object) -> object:
    if isinstance(value, Path):
        return str(value.absolute())
    if isinstance(value, dict):
        return {str(key): _plain_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_value(one) for one in value]
    told = to_json(value)
    return _plain_value(told) if isinstance(told, dict) else told
