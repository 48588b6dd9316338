"""Events: the table of examples, and what holds on any text."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
from spacy.language import Language
from tables import read_blocks, write_number

import eventx
from eventx.records import Event, Extent, Mention, Period, Quantity


def blocks() -> list[tuple[str, list[str]]]:
    out = []
    for lines in read_blocks("events"):
        text = [line for line in lines if not line.startswith("= ")]
        out.append((" ".join(text), [line[2:] for line in lines if line.startswith("= ")]))
    return out


def run(nlp: Language, text: str) -> list[Event]:
    article = eventx.Article(text=text, published="2025-08-09")
    return next(eventx.extract_many([article], nlp=nlp)).events


def words(value: Any) -> set[str]:
    """The ways in which the table may write a field's value."""
    if value is None or value == []:
        return {"-"}
    if isinstance(value, list):
        return set().union(*map(words, value))
    if isinstance(value, Quantity):
        return {write_number(value), f"{value.bound}:{write_number(value)}"}
    if isinstance(value, Period):
        return {f"{value.start_date}/{value.end_date}"}
    if isinstance(value, Mention):
        return {value.text}
    return {value} if isinstance(value, str) else {value.name, value.country}


@pytest.mark.parametrize(("text", "wanted"), blocks(), ids=lambda x: x[:30] if isinstance(x, str) else "")
def test_examples(nlp: Language, text: str, wanted: list[str]) -> None:
    events = run(nlp, text)
    assert [e.type for e in events] == [w.split()[0] for w in wanted]
    for event, line in zip(events, wanted, strict=True):
        for pair in shlex.split(line)[1:]:
            name, value = pair.split("=", 1)
            assert value in words(getattr(event, name)), (name, getattr(event, name))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The pilot was arrested on Friday.", "person"),
        ("Two pilots were arrested on Friday.", "group"),
        ("The crew was arrested on Friday.", "group"),
        ("The pilot and the purser were arrested on Friday.", "person"),
        ("Police were arrested on Friday.", "group"),
    ],
)
def test_one_without_a_name_is_a_person(nlp: Language, text: str, kind: str) -> None:
    (event,) = run(nlp, text)
    assert vars(event)["defendant"].kind == kind


TEXT = """Kenya-Uganda Trade Jumps

Trade between Kenya and Uganda grew by more than a fifth in the first half of 2025.

Two-way trade stood at $4.1 billion between January and June, up 22% from a year earlier, officials said on Thursday.

Kenya's exports rose 31% to $2.9 billion, while imports edged up 4% to $1.2 billion.

The price of tea fell 2%."""


def test_one_happening_is_one_event(nlp: Language) -> None:
    events = run(nlp, TEXT)
    total = events[0]
    assert [e.type for e in events] == ["trade", "trade", "trade", "result"]
    assert (total.rank, len(total.mentions), total.mentions[0].text) == (1, 3, "Jumps")
    assert sorted(e.rank for e in events) == [1, 2, 3, 4]
    exports, imports = events[1], events[2]
    assert (exports.exporter[0].country, exports.importer[0].country) == ("KE", "UG")
    assert (imports.exporter[0].country, imports.importer[0].country) == ("UG", "KE")
    assert exports.period is not None
    assert exports.period.start_date == "2025-01-01"


def test_offsets_hold_and_ids_are_stable(nlp: Language) -> None:
    events, again = run(nlp, TEXT), run(nlp, TEXT)
    assert [e.model_dump() for e in events] == [e.model_dump() for e in again]
    assert len({e.id for e in events}) == len(events)

    def check(value: Any) -> None:
        if isinstance(value, Mention):
            assert TEXT[value.start : value.end] == value.text
        elif isinstance(value, list):
            for item in value:
                check(item)
        elif hasattr(value, "model_fields_set") and not isinstance(value, Extent):
            for _, item in value:
                check(item)

    check(events)


def test_types_asked_for(nlp: Language) -> None:
    only = eventx.load(events=["result"])
    assert [e.type for e in run(only, TEXT)] == ["result"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "5",
        "%",
        "$",
        "“",
        "😀 12% 😀",
        "up 5%, down 3%, $4m ($5m) or 6%",
        "of of of 12 of of",
        "12 " * 300,
    ],
)
def test_any_text(nlp: Language, text: str) -> None:
    run(nlp, text)


def test_no_parse() -> None:
    import spacy

    nlp = eventx.add_to(spacy.blank("en"))
    doc = nlp(
        "Kenya's exports to Uganda rose 12% to $640 million. The flood killed 14 people in the U.S., it didn't. " * 50
    )
    assert isinstance(doc._.eventx.events, list)


def test_an_action_has_its_counterpart_of_plover(nlp: Language) -> None:
    visit, fire = run(nlp, "President Ana Rei visited Kenya in May. A fire gutted the mill in Oslo.")
    assert visit.plover == ("CONSULT", "visit")
    assert fire.plover is None


def test_lines_of_accounts_are_those_of_the_body_in_the_title(nlp: Language) -> None:
    text = """HALDEN GROUP INC <HLDN> 4TH QTR NET

Shr 34 cts vs 12 cts

Net profit 4,100,000 dlrs vs loss 820,000 dlrs"""
    (net,) = run(nlp, text)[-1:]
    assert net.subject.name.casefold() == "halden group inc"
    assert (net.trigger.text, net.value.value, net.previous.value) == ("Net profit", 4100000, 820000)


def test_what_is_earned_a_share_is_told_with_what_is_earned(nlp: Language) -> None:
    text = """TARVO CORP <TV> 4TH QTR NET

Oper shr basic 31 cts vs 20 cts
    Oper shr diluted 28 cts vs 19 cts
    Oper net 2,114,000 vs 903,000
    Revs 11.4 mln vs 9.3 mln"""
    net, revenue = (e for e in run(nlp, text) if e.facts)
    assert (net.trigger.text, net.value.value, net.subject.name) == ("Oper net", 2114000, "Tarvo Corp")
    assert [str(q.value) for q in net.also] == ["0.28", "0.31"]
    assert [m.text.rpartition("\n")[2].split()[1] for m in net.mentions[-2:]] == ["shr", "net"]
    assert revenue.also == []


def test_lines_of_accounts_have_the_period_of_the_title_or_of_their_heading(nlp: Language) -> None:
    text = """TARVO CORP <TV> 4TH QTR NET

Net 2,114,000 dlrs vs 903,000 dlrs
    Revs 11.4 mln dlrs vs 9.3 mln dlrs
    Nine mths
    Net 6,299,000 dlrs vs 2,607,000 dlrs"""
    ends = [e.period and (e.period.start_date, e.period.end_date) for e in run(nlp, text) if e.facts]
    assert ends == [("2024-10-01", "2024-12-31")] * 2 + [("2024-04-01", "2024-12-31")]


def test_a_reading_in_a_title_is_that_of_another_event_that_has_its_number(nlp: Language) -> None:
    text = (
        "Bank of Lorne cuts rate to 4.5%\n\nThe Bank of Lorne cut its benchmark rate by a quarter point to 4.5 percent."
    )
    assert [(e.type, len(e.mentions)) for e in run(nlp, text) if e.facts] == [("policy", 2)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Toy maker gets €22m\n\nCORK - Skellig Toys has closed a funding round of €22m.", "financing"),
        (
            "Harlow Bank to pay $415 million\n\nHarlow Bank agreed to pay $415 million to British regulators to settle "
            "claims of fraud.",
            "legal",
        ),
        (
            "Savings group remittances top $7 bn\n\nLIMA - The central bank said remittances in the first "
            "five months came to $7.11 billion.",
            "result",
        ),
        (
            "Kestrel car sales cross 44,000 in January\n\nKestrel's car sales rose 14% to 44,900 in January.",
            "result",
        ),
        (
            "Lima calmer as inflation halves\n\nUrban inflation dropped to 12.5% in July from 25.9% a year earlier.",
            "result",
        ),
    ],
)
def test_what_title_and_body_tell_is_one_event_of_the_first_type_that_fits(nlp: Language, text: str, kind: str) -> None:
    event = next(e for e in run(nlp, text) if e.facts)
    assert (event.type, event.mentions[0].start < text.index("\n") < event.mentions[-1].start) == (kind, True)


def test_a_title_may_tell_an_event_without_its_number(nlp: Language) -> None:
    text = """Nurses Strike as Hospital's Income Halves

Some 1,150 nurses walked out in Turku on Monday.

Income of the hospital fell by half to 40 million euros last year."""
    strike, income = (e for e in run(nlp, text) if e.facts)
    assert strike.mentions[0].text == "Strike"
    assert income.mentions[0].text == "Halves"


@pytest.mark.parametrize(
    "title", ["Dollar gains on the euro", "Ford sales down in China", "Rise in profit at Lorne Foods"]
)
def test_a_title_without_a_verb_tells_what_moves(nlp: Language, title: str) -> None:
    event = run(nlp, f"{title}\n\nThe weather in the town was fine, and many people went out for a walk.")[0]
    assert (event.type, event.mentions[0].start < len(title)) == ("result", True)


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("Cocoa prices tumble", "Cocoa prices tumbled on Tuesday.", 1),
        ("Lorne Foods misses forecasts", "Lorne Foods missed its forecasts on Tuesday.", 1),
        ("Krone strengthens", "The krone strengthened on Tuesday.", 1),
        ("Krone strengthens", "The krone weakened on Tuesday.", 2),
        ("Velten falls to lowest since March", "Velten shares fell 6.7% to $32 on Friday.", 1),
        ("Velten sinks to record low", "Velten shares fell 6.7% to $32 on Friday.", 1),
    ],
)
def test_a_move_is_told_once_by_title_and_body(nlp: Language, title: str, body: str, told: int) -> None:
    events = run(nlp, f"{title}\n\n{body}")
    assert [len(e.mentions) for e in events] == [2 // told] * told


def test_a_sum_of_three_digits_is_one_whether_planned_or_done(nlp: Language) -> None:
    text = "The fund may lend $2.75 billion to Norrvik. The fund has lent $2.75 billion to Norrvik."
    (event,) = run(nlp, text)
    assert len(event.mentions) == 2


@pytest.mark.parametrize(
    ("title", "change"),
    [
        ("Lorne Foods slumps for fifth day", "3"),
        ("Lorne Foods shares drop on weak outlook", "3"),
        ("Stock drops after outlook", "3"),
        ("LF shares slide", "3"),
        ("Jam sales up for third year", "9"),
        ("Jam sales higher in Britain", "9"),
        ("Lorne Foods drops jam", None),
        ("Lorne Foods falls short of forecasts", None),
        ("Lorne Foods may fall", None),
        ("Jam sales may rise", None),
        ("Supplier of Lorne Foods slumps", None),
        ("Holmby Stores shares drop", None),
        ("Lorne Foods sets jam sales up for a fall", None),
    ],
)
def test_a_title_joins_the_move_that_the_body_tells_with_a_number(
    nlp: Language, title: str, change: str | None
) -> None:
    text = f"""{title}

The weather in the town was fine, and many people went out for a walk.

Shares of Lorne Foods plc fell 3 percent on Friday. The stock has lost 40 percent this year. Jam sales rose 9%."""
    told = (e for e in run(nlp, text) if e.mentions[0].start < len(title) and e.facts)
    assert next((str(e.change.value) for e in told if e.change), None) == change


def test_a_headline_that_tells_no_event_is_the_first_sentence_told_again(nlp: Language) -> None:
    def first(headline: str) -> list[str]:
        text = f"{headline}\n\nRetailer Holmby Foods will lay off 340 workers at its depot in Leeds by June."
        return [m.text for m in next(e for e in run(nlp, text) if e.facts).mentions]

    assert first("Trouble at Holmby Foods depot")[0] == "Trouble"
    assert first("Town mourns its mayor")[0] == "lay off 340 workers"
    assert first("HOLMBY FOODS <HFD> 4TH QTR")[0] == "lay off 340 workers"
    assert first("Holmby Foods under scrutiny")[0] == "scrutiny"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Jobs to go at depot", "340"),
        ("Oats dear, but clothes chain sheds staff", "340"),
        ("Layoffs loom at depot", "340"),
        ("Nordsee sheds staff", None),
        ("Unemployment gap narrows", None),
        ("Profit soars at retailer", "9000000"),
        ("Treasury trims deficit", "4.7"),
        ("Treasury trims staff", None),
    ],
)
def test_a_title_tells_what_the_body_does_in_other_words(nlp: Language, title: str, told: str | None) -> None:
    text = f"""{title}

The weather in the town was fine, and many people went out for a walk.

Holmby Foods dismissed 340 workers in Leeds on Friday. It made a profit of $9 million in May, against $4 million.

The fiscal gap narrowed to 4.7% of GDP from 5.5%."""
    events = (e for e in run(nlp, text) if e.facts and e.mentions[0].start < len(title))
    values = [str(v.value) for e in events for v in (getattr(e, "workers", None) or getattr(e, "value", None),) if v]
    assert next(iter(values), None) == told


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("Lorne Foods shares plunged after two directors left.", True),
        ("Suppliers of Lorne Foods plunged after two directors left.", False),
        ("Lorne Foods cut its outlook after two directors left.", False),
        ("Lorne Foods cut annual sales targets after two directors left.", False),
        ("Lorne Foods plunged after two directors left.", True),
        ("LX plunged after two directors left.", False),
        ("It plunged after two directors left.", False),
    ],
)
def test_the_first_sentence_tells_a_measure_by_what_its_verb_moves(nlp: Language, first: str, told: bool) -> None:
    text = f"{first}\n\nThe directors had quarrelled for months. Lorne Foods shares fell 12% to $38 on Monday."
    moved = next(e for e in run(nlp, text) if e.facts)
    assert (moved.mentions[0].start < len(first)) is told


def test_what_something_is_done_for_is_no_time_of_it(nlp: Language) -> None:
    (event,) = run(nlp, "Police closed the bridge for the next two weeks, the mayor of Leeds said on Friday.")
    assert (event.type, event.period) == ("operation", None)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Ivo Brandt, 52, was charged with theft.", ["charged"]),
        ("The council has closed 40 libraries.", ["closed"]),
        ("A court fined Ivo Brandt, 52, $4 million for theft.", ["fined Ivo Brandt, 52, $4 million"]),
        ("Kappa weighs appeal after ban\n\nPeru's government banned Kappa's sprays on Monday.", ["ban", "banned"]),
        ("Lorne Mills hopes for approval\n\nPeru will approve the mine of Lorne Mills.", ["approval", "approve"]),
        ("Ruling party picks leader\n\nA court ruled against the party in Lima on Monday.", ["ruled"]),
        ("Lorne Mills hails ruling\n\nA court ruled in favour of Lorne Mills on Monday.", ["ruling", "ruled"]),
    ],
)
def test_a_mention_holds_the_word_that_tells_it_and_its_own_numbers(
    nlp: Language, text: str, mentions: list[str]
) -> None:
    assert mentions in [[m.text for m in event.mentions] for event in run(nlp, text)]
