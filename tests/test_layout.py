"""The shape of the code: sizes, names, and what the pure rooms may not touch.

Which room may import which is the import contract's part (`make check`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "proscribe"
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50

VAGUE_NAMES = {"util", "utils", "misc", "common", "helper", "helpers", "manager", "managers"}
PURE_ROOMS = {
    *("model", "sources", "ledger", "matching", "securities", "law", "claims"),
    *("screening", "operations"),
}
LAZY_ROOMS = {"model", "matching"}
SLOW_LIBRARIES = {"followthemoney", "rigour"}

FILES = {"mmap", "os", "shutil", "tempfile"}
NETWORK = {"ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib3"}
PROCESSES = {"asyncio", "multiprocessing", "signal", "subprocess", "threading"}
CHANCE = {"random", "secrets"}
IMPURE_MODULES = {*FILES, *NETWORK, *PROCESSES, *CHANCE, "time", "urllib.request"}
IMPURE_CALLS = {
    *("date.today", "datetime.now", "datetime.today", "datetime.utcnow"),
    *(
        "input",
        "open",
        "Path",
        "Path.cwd",
        "Path.home",
        "pathlib.Path",
        "np.random",
        "numpy.random",
    ),
    *("uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4"),
}

TEXT_FOLDERS = (
    *(".ci", "benchmarks", "changelog.d", "docs", "requirements", "src", "tests", "training"),
)
BINARY_SUFFIXES = {".gz", ".parquet", ".png", ".pyc", ".xlsx", ".zip"}
# Paths of one machine, and addresses of package registries.
OUT_OF_PLACE = re.compile(
    r"(?<![\w.}])/(?:work|root|home|Users)/\w"
    r"|\b(?:pypi|pythonhosted|npmjs)\.(?:org|com)\b"
    r"|[/.]library/(?:env|search)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A Python file of the project, parsed."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str | None:
        """The first folder below the package; None outside the package and at its top."""
        if not self.path.is_relative_to(PACKAGE):
            return None
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0] if len(parts) > 1 else None

    def place(self, node: ast.AST) -> str:
        """Say where a node stands, as editors open it."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def read_module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path=path, text=text, tree=ast.parse(text, filename=str(path)))


def read_modules() -> list[Module]:
    folders = (ROOT / "src", ROOT / "tests", ROOT / "benchmarks", ROOT / "training")
    return [read_module(path) for folder in folders for path in sorted(folder.rglob("*.py"))]


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return read_modules()


def is_table(statement: ast.stmt) -> bool:
    """Tell whether a statement of a module is nothing but a display of data."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return False
    return isinstance(statement.value, ast.Dict | ast.List | ast.Set | ast.Tuple)


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def lines_of_module(module: Module) -> int:
    tables = sum(lines_of(statement) for statement in module.tree.body if is_table(statement))
    return len(module.text.splitlines()) - tables


def too_long_functions(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = lines_of(node)
            if lines > LONGEST_FUNCTION:
                yield f"{module.place(node)} {node.name}: {lines} lines"


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` of nested attributes; the empty text of anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            return f"{dotted(value)}.{attribute}"
        case _:
            return ""


def ends_with(name: str, banned: set[str]) -> bool:
    """Tell whether a dotted name is one of `banned`, or ends with one of its dotted ones."""
    return any(name == each or ("." in each and name.endswith(f".{each}")) for each in banned)


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the dotted names of other packages that a statement imports."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(source), level=0, names=names):
            yield source
            yield from (f"{source}.{alias.name}" for alias in names)


def is_impure(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in IMPURE_MODULES)


def impurities(module: Module) -> Iterator[str]:
    """Yield what a module imports or calls that reaches beyond its arguments."""
    for node in ast.walk(module.tree):
        for name in filter(is_impure, imported(node)):
            yield f"{module.place(node)} imports {name}"
        if isinstance(node, ast.Call) and ends_with(dotted(node.func), IMPURE_CALLS):
            yield f"{module.place(node)} calls {dotted(node.func)}"
        if isinstance(node, ast.Attribute) and dotted(node) in {"np.random", "numpy.random"}:
            yield f"{module.place(node)} uses {dotted(node)}"


def eager_imports(module: Module) -> Iterator[str]:
    """Yield the slow libraries that importing the module would load."""
    for statement in module.tree.body:
        for name in imported(statement):
            if name.split(".")[0] in SLOW_LIBRARIES:
                yield f"{module.place(statement)} imports {name} at its top"


def text_files() -> Iterator[Path]:
    at_top = (path for path in ROOT.iterdir() if path.is_file())
    below = (path for folder in TEXT_FOLDERS for path in (ROOT / folder).rglob("*"))
    for path in (*at_top, *below):
        if path.is_file() and path.suffix not in BINARY_SUFFIXES:
            yield path


def test_no_module_is_longer_than_400_lines(modules: list[Module]) -> None:
    sizes = {m.place(m.tree): lines_of_module(m) for m in modules}

    assert {place: size for place, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_50_lines(modules: list[Module]) -> None:
    assert [found for module in modules for found in too_long_functions(module)] == []


def test_no_module_has_a_name_that_could_hold_anything(modules: list[Module]) -> None:
    named = [str(m.path.relative_to(ROOT)) for m in modules]

    assert [path for path in named if VAGUE_NAMES & {*Path(path).with_suffix("").parts}] == []


def test_the_rooms_below_the_backends_are_pure(modules: list[Module]) -> None:
    pure = [module for module in modules if module.room in PURE_ROOMS]

    assert [found for module in pure for found in impurities(module)] == []


def test_model_and_matching_load_slow_libraries_only_when_used(modules: list[Module]) -> None:
    lazy = [module for module in modules if module.room in LAZY_ROOMS]

    assert [found for module in lazy for found in eager_imports(module)] == []


def test_no_file_names_a_place_of_one_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in text_files()
        if (match := OUT_OF_PLACE.search(path.read_text(encoding="utf-8", errors="replace")))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("import os", "imports os"),
        ("from os.path import join", "imports os.path"),
        ("import urllib.request", "imports urllib.request"),
        ("from urllib import request", "imports urllib.request"),
        ("from datetime import datetime\nnow = datetime.now()", "calls datetime.now"),
        ("import datetime as d\nnow = d.datetime.now()", "calls d.datetime.now"),
        ("import time\nnow = time.time()", "imports time"),
        ("text = open('x').read()", "calls open"),
        ("from pathlib import Path\ntext = Path('x').read_text()", "calls Path"),
        ("import numpy as np\nnp.random.default_rng()", "uses np.random"),
    ],
)
def test_an_impure_line_is_found(code: str, finding: str) -> None:
    module = Module(path=PACKAGE / "law" / "x.py", text=code, tree=ast.parse(code))

    assert any(found.endswith(finding) for found in impurities(module))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date, time",
        "from proscribe.model.time import Moment",
        "from urllib.parse import urlsplit",
        "def f(gate): return gate.open()",
        "from importlib import resources\ntext = resources.files('x').joinpath('y').read_text()",
    ],
)
def test_a_pure_line_is_left_alone(code: str) -> None:
    module = Module(path=PACKAGE / "law" / "x.py", text=code, tree=ast.parse(code))

    assert [*impurities(module)] == []


def test_a_table_of_data_does_not_count_as_code() -> None:
    text = "A = 1\nTABLE = {\n" + "    1: 2,\n" * 500 + "}\n"

    assert lines_of_module(Module(path=PACKAGE / "x.py", text=text, tree=ast.parse(text))) == 1
