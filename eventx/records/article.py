"""Article: the one input type. Its ``published`` is what relative dates count from."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, field_validator, model_validator

from eventx.records.errors import ArticleError

_SURROGATE = re.compile("[\ud800-\udfff]")


class Article(BaseModel):
    """A news article as text, with what is known of it.

    Examples
    --------
    >>> Article(text="Exports rose 5%.", published="2025-07-19").published_on
    datetime.date(2025, 7, 19)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    language: str = "en"
    keep_text: bool = False
    """Give the text back in the Extraction, as for a text that a reader made of a web page."""

    if TYPE_CHECKING:  # a date is taken, too, and kept in ISO form

        def __init__(
            self,
            *,
            text: str,
            id: str | None = None,
            title: str | None = None,
            published: str | date | None = None,
            url: str | None = None,
            source: str | None = None,
            language: str = "en",
            keep_text: bool = False,
        ) -> None: ...

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        """Tell what does not fit as an ArticleError, of whatever field it is."""
        try:
            return read(value)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "article"
            raise ArticleError(f"{where}: {first['msg']}; got {type(first['input']).__name__}") from None

    @field_validator("text", mode="before")
    @classmethod
    def _string(cls, value: Any) -> str:
        if not isinstance(value, str):
            raise ArticleError(f"text: {type(value).__name__} is no text; give a string")
        return value

    @field_validator("text", "id", "title", "url", "source", "language")
    @classmethod
    def _encodable(cls, value: str | None) -> str | None:
        """Put U+FFFD in the place of half a surrogate pair, which no UTF-8 can hold."""
        return value and _SURROGATE.sub("\ufffd", value)

    @field_validator("published", mode="before")
    @classmethod
    def _iso(cls, value: Any) -> str | None:
        if value is None or value == "":
            return None
        if isinstance(value, datetime | date):
            return value.isoformat()
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            raise ArticleError(
                f"published: {value!r} is no ISO date; write it as 2025-07-19 or 2025-07-19T08:30"
            ) from None
        if "-" in str(value):
            return str(value)
        return (moment.date() if len(str(value)) == len("20250719") else moment).isoformat()

    @property
    def published_on(self) -> date | None:
        """The day of publication, the anchor of relative dates."""
        return datetime.fromisoformat(self.published).date() if self.published else None

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text as UTF-8, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()
