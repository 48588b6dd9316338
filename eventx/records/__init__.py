"""The records that eventx promises its users: values, the bases of facts and events, what is known of an article."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

Bound = Literal["exact", "approx", "at_least", "at_most", "more_than", "less_than", "range"]
Direction = Literal["up", "down", "flat"]
Basis = Literal["year_on_year", "month_on_month", "quarter_on_quarter", "week_on_week", "since"]
Modality = Literal["asserted", "negated", "forecast", "hypothetical"]
SectionKind = Literal["headline", "standfirst", "body", "aside"]
PlaceKind = Literal["country", "region", "city", "other"]
ActorKind = Literal["person", "organisation", "country", "group", "document"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


def plain(value: Decimal) -> str:
    """Write a Decimal without exponent and without idle zeros.

    >>> plain(Decimal("1.050E+9")), plain(Decimal("2.50"))
    ('1050000000', '2.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Exact = Annotated[Decimal, Field(allow_inf_nan=False), PlainSerializer(plain, return_type=str, when_used="json")]
Odds = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Record(BaseModel):
    """Frozen, strict about its fields: the base of everything below."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Record):
    """Characters ``start`` to ``end`` of the article's text."""

    start: int = Field(ge=0)
    end: int


class Mention(Extent):
    """Characters of the article's text: ``text[start:end] == mention.text``, always."""

    text: str


class Quantity(Record):
    """An exact value with its unit; a range has ``low`` and ``high`` and no ``value``."""

    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    bound: Bound = "exact"
    unit: str | None = None
    per: str | None = None
    mention: Mention

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.value is not None and (self.low is not None or self.high is not None):
            raise ValueError("a quantity has a value, or low and high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self


class Period(Record):
    """A closed interval of days, either end open as null; ``timex`` is the TIMEX3 value.

    ``length`` is P1D, or that of whole months: P1M, P1Q (a quarter of the calendar), P6M, P1Y; ``cumulative`` says that
    it grows from report to report: "the first ten months", "the first 20 days of March", "this year" so far.
    """

    mention: Mention
    start_date: Day | None = None
    end_date: Day | None = None
    timex: str | None = None
    length: str | None = None
    cumulative: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start_date and self.end_date and self.start_date > self.end_date:
            raise ValueError(f"a period starts on {self.start_date} after it ends on {self.end_date}")
        return self


class Place(Record):
    """A place on earth; what is unknown is null."""

    mention: Mention | None = None
    name: str
    country: str | None = None
    kind: PlaceKind | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


class Actor(Record):
    """Who speaks or acts; ``name`` is the fullest name in the article, also where the mention is "he"."""

    mention: Mention
    name: str
    kind: ActorKind | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None


class Fact(Record):
    """What every fact has. ``rule`` names the rule that found it."""

    after: ClassVar[tuple[str, ...]] = ("change", "money", "headcount", "share")
    """The types whose claims on numbers come before this one's; "*" for all the others."""
    leads: ClassVar[str | None] = "measure"
    """As a fact of which type its facts lead events: of its own, which frames then name, or of another. By default as
    the measure that its number would be without it; None for those that lead none."""
    scored: ClassVar[tuple[str, ...]] = ()
    """The fields that ``evaluate`` compares, by their names in the gold; without any the type is not scored."""
    reads: ClassVar[str] = ""
    """How it reads in the table, "{amount} {who}, {action|cause}"; by default its amount or span, then its fields."""
    listed: ClassVar[bool] = False
    """Whether the table tells all its facts on one line, each once."""
    splits: ClassVar[bool] = False
    """Whether it reads "from 5% to 7%" as two numbers; where it takes neither, they are one range."""

    type: str
    id: str = ""
    span: Mention
    sentence: Extent
    rule: str
    section: SectionKind = "body"
    modality: Modality = "asserted"
    attributed_to: str | None = None
    confidence: Odds | None = None

    @property
    def shown(self) -> bool:
        """Whether it counts when facts are scored and told in the table."""
        return True


class Event(Record):
    """What every event has: one happening, told by ``mentions``, composed of ``facts``.

    A type's own class has a ``frame`` (:class:`eventx.events.frames.frame.Frame`), checked when the class is made.
    """

    frame: ClassVar[Any] = None
    reads: ClassVar[str] = ""
    """How it reads in the table, as for a fact; by default all its fields."""
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {}
    """The event and mode of PLOVER for each of its actions that has a counterpart there."""

    type: str
    id: str = ""
    trigger: Mention
    mentions: list[Mention] = Field(min_length=1)
    facts: list[str] = []
    rank: int = 1
    modality: Modality = "asserted"
    source: Actor | None = None
    statement: str | None = None
    period: Period | None = None
    places: list[Place] = []
    direction: Direction | None = None
    change: Quantity | None = None
    previous: Quantity | None = None
    basis: Basis | None = None
    also: list[Quantity] = []
    inferred: list[str] = []
    confidence: Odds | None = None

    @property
    def plover(self) -> tuple[str, str | None] | None:
        """The event and mode of PLOVER, ("CONSULT", "visit"), for those who compare with POLECAT; None without one."""
        action = self.frame.action if self.frame is not None else None
        return self.coded.get(getattr(self, action)) if action else None

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Check the frame against the fields: a wrong one is an error where the class stands, not where it is used."""
        if cls.frame is not None:
            cls.frame.check(cls)


def own_fields(kind: type[Fact | Event]) -> list[str]:
    """Return the names of a type's fields that not all facts, or all events, have."""
    base = Fact if issubclass(kind, Fact) else Event
    return [name for name in kind.model_fields if name not in base.model_fields]


class ArticleInfo(Record):
    """What is known of the article; ``focus``: the places it is chiefly about; ``names``: whom, a form once."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    language: str = "en"
    text_sha256: str
    focus: list[Place] = []
    names: list[Actor] = []
    text: str | None = None
