"""Reads a form that brings a file: the whole of it in memory, no larger than it may be, and never on a disk.

Starlette's own way would write a file of more than 1 MB into the folder for temporary files, in clear.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from holdspace.domain.refusals import NoFile, ParcelDamaged, ParcelTooLarge
from holdspace.web.forms import Form

_BESIDE = 64 * 1024  # bytes of a form beside its file: the lines between, and a passphrase
_MOST_PARTS = 8


@dataclass(slots=True)
class _Part:
    """One field of a form, while it arrives."""

    name: str = ""
    is_file: bool = False
    holds: bytearray = field(default_factory=bytearray, repr=False)


async def read_with_file(request: Request, most: int) -> tuple[Form, bytes]:
    """Return a form's plain fields, and its one file of at most `most` bytes.

    Raises NoFile, ParcelTooLarge, and ParcelDamaged for a form that breaks off or has several files.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data":
        raise NoFile
    try:
        reader = _Reader(options.get(b"boundary", b""))
        async for some in _bounded(request, most + _BESIDE):
            reader.take(some)
    except FormParserError:
        raise ParcelDamaged from None
    form, file = reader.form()
    if len(file) > most:
        raise ParcelTooLarge
    return form, file


class _Reader:
    """Takes a form apart as it arrives."""

    def __init__(self, boundary: bytes) -> None:
        self._parts: list[_Part] = []
        self._ended = False
        self._header, self._value = bytearray(), bytearray()
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda sent, start, end: self._header.extend(sent[start:end]),
                "on_header_value": lambda sent, start, end: self._value.extend(sent[start:end]),
                "on_header_end": self._name,
                "on_part_data": lambda sent, start, end: self._last.holds.extend(sent[start:end]),
                "on_end": self._end,
            },
        )

    def take(self, some: bytes) -> None:
        """Read on. Raises FormParserError for what is no form."""
        self._parser.write(some)

    def form(self) -> tuple[Form, bytes]:
        """Return what was sent. Raises ParcelDamaged where it is not whole, and NoFile where the file is empty."""
        files = [bytes(part.holds) for part in self._parts if part.is_file]
        if not self._ended or len(files) > 1:
            raise ParcelDamaged
        if not any(files):
            raise NoFile
        plain = (part for part in self._parts if not part.is_file)
        return Form({part.name: [part.holds.decode("utf-8", "replace")] for part in plain}), files[
            0
        ]

    @property
    def _last(self) -> _Part:
        """The field that is arriving."""
        return self._parts[-1]

    def _begin(self) -> None:
        """Begin a field. Raises FormParserError where no page of ours sends so many."""
        if len(self._parts) == _MOST_PARTS:
            raise FormParserError
        self._parts.append(_Part())

    def _name(self) -> None:
        """Take what a header says of the field: its name, and whether it is a file. What the file is called is not kept."""
        if self._header.lower() == b"content-disposition":
            _, says = parse_options_header(bytes(self._value))
            self._last.name = says.get(b"name", b"").decode("utf-8", "replace")
            self._last.is_file = b"filename" in says
        self._header.clear()
        self._value.clear()

    def _end(self) -> None:
        """Note that the form is whole."""
        self._ended = True


async def _bounded(request: Request, most: int) -> AsyncIterator[bytes]:
    """Yield what is sent. Raises ParcelTooLarge as soon as it is too much, and at once where that is said beforehand."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise ParcelTooLarge
    size = 0
    async for some in request.stream():
        size += len(some)
        if size > most:
            raise ParcelTooLarge
        yield some
