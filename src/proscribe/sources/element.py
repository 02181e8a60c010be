"""One record of an XML list, of which every field is read, named as unused, or reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.sources.findings import Findings
from proscribe.sources.xml import line_of, local_name, text_of


class Fields:
    """An element's attributes and children, each to be taken once.

    Args:
        element: The element; namespaces do not count.
        file: Name of the file, for messages.
    """

    def __init__(self, element: etree._Element, file: str) -> None:
        self._element = element
        self._file = file
        self._attributes = {_plain(str(name)): str(value) for name, value in element.items()}
        self._children: dict[str, list[etree._Element]] = {}
        self._within: set[tuple[str, str]] = set()
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(local_name(child), []).append(child)

    @property
    def tag(self) -> str:
        """Local name of the element."""
        return local_name(self._element)

    @property
    def line(self) -> int | None:
        """Line at which the element begins."""
        return line_of(self._element)

    @property
    def own_text(self) -> str:
        """The element's own text, blanks collapsed."""
        return text_of(self._element)

    def error(self, what: str, remedy: str) -> QuarantineError:
        """Return an error at this element."""
        where = Place(file=self._file, line=self.line, column=self.tag)
        return QuarantineError(what, where=where, remedy=remedy)

    def attribute(self, name: str) -> str:
        """Take an attribute; empty where it is absent."""
        return " ".join(self._attributes.pop(name, "").split())

    def text(self, name: str) -> str:
        """Take the text of a child, blanks collapsed; empty where it is absent.

        Where several children have that name, the first with a text counts, and the others
        stay to be taken or reported.
        """
        children = self._children.get(name, [])
        for child in children:
            found = text_of(child)
            if found:
                self._remove(name, child)
                self._keep_within(child)
                return found
        self._children.pop(name, None)
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Take the texts of every child of that name; empty ones are left out."""
        children = self._children.pop(name, [])
        for child in children:
            self._keep_within(child)
        return tuple(found for child in children if (found := text_of(child)))

    def parts(self, name: str) -> Iterator[Fields]:
        """Take every child of that name, each to be read in turn."""
        for child in self._children.pop(name, ()):
            yield Fields(child, self._file)

    def part(self, name: str) -> Fields | None:
        """Take the first child of that name; None where there is none."""
        children = self._children.get(name, [])
        if not children:
            return None
        first = children[0]
        self._remove(name, first)
        return Fields(first, self._file)

    def close(
        self, findings: Findings, record: str, *, ignore: Collection[str] = frozenset()
    ) -> None:
        """Note every attribute and child that was neither taken nor is named as unused.

        So are attributes and children of a child of which the text alone was taken.
        A child without text, attributes and children says nothing and is passed over.

        Args:
            findings: Where they are noted.
            record: Id of the record, for the count.
            ignore: Names of what a person has judged to be of no use.
        """
        for name, value in self._attributes.items():
            if name not in ignore and value:
                findings.note(f"unread field {self.tag}@{name}", record)
        for name, children in self._children.items():
            if name not in ignore and any(_says_something(child) for child in children):
                findings.note(f"unread field {name}", record)
        for name, field in self._within:
            if name not in ignore:
                findings.note(f"unread field {field}", record)

    def _keep_within(self, child: etree._Element) -> None:
        """Remember what else a child says of which the text is taken."""
        tag = local_name(child)
        for attribute, value in child.items():
            if str(value):
                name = _plain(str(attribute))
                self._within.add((name, f"{tag}@{name}"))
        for inner in child:
            if _says_something(inner):
                name = local_name(inner)
                self._within.add((name, f"{tag}/{name}"))

    def _remove(self, name: str, child: etree._Element) -> None:
        children = self._children[name]
        children.remove(child)
        if not children:
            del self._children[name]


def _plain(name: str) -> str:
    return name.rpartition("}")[2]


def _says_something(element: etree._Element) -> bool:
    has_text = any(text.strip() for text in element.itertext(with_tail=False))
    return has_text or any(len(each.attrib) for each in element.iter())
