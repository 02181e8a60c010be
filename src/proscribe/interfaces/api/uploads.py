"""Takes in files as they come: a form of several parts, written to the disk piece by piece."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from proscribe.model.errors import InputError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from python_multipart.multipart import MultipartCallbacks
    from starlette.requests import Request

    from proscribe.workspace.jobs import FileRole, Incoming, Upload

FORM = "multipart/form-data"
_MOST_FIELD_BYTES = 1 << 16
_MOST_FIELDS = 1_000
_MOST_HEADER_BYTES = 1 << 14


class Form:
    """The parts of one form; threads may feed it one after another.

    Args:
        boundary: What parts the parts.
        upload: Where files are written.
        files: What a file is for, by the name of its part.
        fields: The names of the other parts.
    """

    def __init__(
        self,
        boundary: bytes,
        upload: Upload,
        files: Mapping[str, FileRole],
        fields: frozenset[str],
    ) -> None:
        self.values: dict[str, list[str]] = {}
        self._upload = upload
        self._files = files
        self._fields = fields
        self._headers: dict[bytes, bytes] = {}
        self._header = (b"", b"")
        self._name = ""
        self._text: bytearray | None = None
        self._open = ExitStack()
        self._writing: Incoming | None = None
        self._read = self._parts = 0
        self._is_whole = False
        callbacks: MultipartCallbacks = {
            "on_part_begin": self._begin,
            "on_header_field": self._name_header,
            "on_header_value": self._value_header,
            "on_header_end": self._end_header,
            "on_headers_finished": self._open_part,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._finish,
        }
        self._parser = MultipartParser(boundary, callbacks)

    def feed(self, piece: bytes) -> None:
        """Take in what came.

        Raises:
            InputError: It is no form, or has a part that is not asked for.
            TooLargeError: Files, or fields, are larger than is taken.
            StoreError: The disk failed.
        """
        try:
            self._parser.write(piece)
        except FormParserError as error:
            raise _broken() from error

    def close(self) -> None:
        """Say that everything came.

        Raises:
            InputError: The end of the form did not come.
        """
        if not self._is_whole:
            raise _broken()

    def drop(self) -> None:
        """Let go of a file that did not come as a whole."""
        self._open.close()

    def _begin(self) -> None:
        self._headers, self._header = {}, (b"", b"")
        self._parts += 1
        if self._parts > _MOST_FIELDS:
            raise InputError(f"the form has more than {_MOST_FIELDS:,} parts.")

    def _name_header(self, data: bytes, start: int, end: int) -> None:
        self._count(end - start, _MOST_HEADER_BYTES)
        self._header = (self._header[0] + data[start:end], self._header[1])

    def _value_header(self, data: bytes, start: int, end: int) -> None:
        self._count(end - start, _MOST_HEADER_BYTES)
        self._header = (self._header[0], self._header[1] + data[start:end])

    def _end_header(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = (b"", b"")

    def _open_part(self) -> None:
        self._read = 0
        told = parse_options_header(self._headers.get(b"content-disposition", b""))[1]
        self._name = told.get(b"name", b"").decode("utf-8", "replace")
        name = told.get(b"filename")
        if self._name in self._files:
            if name is None:
                raise InputError(
                    f"the part {self._name!r} is no file.", remedy="Send it with a file name."
                )
            role = self._files[self._name]
            taking = self._upload.file(name.decode("utf-8", "replace"), role)
            self._writing = self._open.enter_context(taking)
        elif self._name in self._fields:
            self._text = bytearray()
        else:
            known = ", ".join(sorted({*self._files, *self._fields}))
            raise InputError(
                f"the form has a part {self._name[:40]!r}, which is none that is read.",
                remedy=f"Its parts are {known}.",
            )

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._writing is not None:
            self._writing.write(data[start:end])
        elif self._text is not None:
            self._count(end - start, _MOST_FIELD_BYTES)
            self._text += data[start:end]

    def _end(self) -> None:
        if self._writing is not None:
            self._writing = None
            self._open.close()
        elif self._text is not None:
            try:
                self.values.setdefault(self._name, []).append(self._text.decode())
            except UnicodeDecodeError as error:
                raise InputError(f"the part {self._name!r} is no UTF-8 text.") from error
        self._text = None
        self._read = 0

    def _finish(self) -> None:
        self._is_whole = True

    def _count(self, number: int, most: int) -> None:
        self._read += number
        if self._read > most:
            raise TooLargeError(
                f"a part of the form has more than {most:,} bytes of text.",
                remedy="Send what is long as a file.",
            )


async def take_in(
    request: Request, upload: Upload, files: Mapping[str, FileRole], fields: frozenset[str]
) -> dict[str, list[str]]:
    """Write the files of a form to the disk as they come, and return its other parts.

    Args:
        request: The request.
        upload: Where files are written.
        files: What a file is for, by the name of its part.
        fields: The names of the other parts.

    Raises:
        InputError: The body is no form, or has a part that is not asked for.
        TooLargeError: The files are larger than is taken.
        StoreError: The disk failed.
    """
    kind, told = parse_options_header(request.headers.get("content-type", ""))
    boundary = told.get(b"boundary", b"")
    if kind.decode("latin-1").lower() != FORM or not boundary:
        raise InputError("the body is no form.", remedy=f"Send the files as {FORM}.")
    try:
        form = Form(boundary, upload, files, fields)
    except FormParserError as error:
        raise _broken() from error
    try:
        async for piece in request.stream():
            if piece:
                await run_in_threadpool(form.feed, piece)
        form.close()
    finally:
        await run_in_threadpool(form.drop)
    return form.values


def _broken() -> InputError:
    return InputError("the form cannot be read, or did not come as a whole.", remedy="Send again.")
