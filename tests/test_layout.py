from __future__ import annotations

import re

import pytest
from spacy.language import Language

import eventx
from eventx.text.brackets import unbracket
from eventx.text.dateline import find_dates, read_dateline, read_head
from eventx.text.language import is_plainly_foreign
from eventx.text.layout import lies_within, read_layout
from eventx.text.lines import soften
from eventx.text.sentences import sentence_starts

PAGE = """Tin prices climb again in Bolivia

Miners say the rally, the third this year, will not last.

March 3, 2026Andes Courier

Cover Image
Andes Courier Editor

Share this article

Tin rose 4% to $31,000 a tonne on Monday, traders said.

• Stocks fell 12%
• Exports were flat

Read more: Lithium plant hires 90 people in Uyuni

Advertisement

Tin prices climb again in Bolivia"""


def kind_at(text: str, words: str) -> str:
    at = text.index(words)
    return next(s.kind for s in read_layout(text).sections if s.start <= at < s.end)


def test_sections_of_a_page() -> None:
    layout = read_layout(PAGE)
    assert layout.title == "Tin prices climb again in Bolivia"
    assert layout.published == "2026-03-03"
    assert kind_at(PAGE, "Tin prices") == "headline"
    assert kind_at(PAGE, "Miners say") == "standfirst"
    assert kind_at(PAGE, "Tin rose 4%") == "body"
    assert kind_at(PAGE, "Lithium plant") == "aside"
    assert layout.sections[-1].kind == "aside"  # the headline again


def test_boilerplate_is_marked_and_the_rest_is_not() -> None:
    layout = read_layout(PAGE)
    idle = {PAGE[s:e].strip() for s, e in layout.boilerplate}
    assert {
        "Andes Courier",
        "Cover Image",
        "Andes Courier Editor",
        "Share this article",
        "Advertisement",
        "Read more:",
    } <= idle
    assert not lies_within(PAGE.index("Lithium"), layout.boilerplate)
    assert not lies_within(PAGE.index("Tin rose"), layout.boilerplate)
    assert not lies_within(PAGE.index("March 3"), layout.boilerplate)


def test_the_places_of_a_credit_are_told() -> None:
    text = "Mill shut\n\nThe mill was shut.\n\n(Reporting by Ann Lee in Los Gatos, California; Editing by Jo Vane)"
    layout = read_layout(text)
    assert lies_within(text.index("Ann"), layout.boilerplate)
    assert lies_within(text.index("Jo"), layout.boilerplate)
    assert not lies_within(text.index("Los"), layout.boilerplate)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("July 9, 2025Harbour Post", "2025-07-09"),
        ("By Ana LimaNovember 8, 2025", "2025-11-08"),
        ("Monday, 4 May 2026", "2026-05-04"),
        ("2026-01-31 08:14 KST", "2026-01-31"),
        ("2026/1/3 15:41 JST", "2026-01-03"),
        ("By Our Correspondent, Accra | Friday 12 June 2026", "2026-06-12"),
        ("Basel, 6.2.2026. By Rolf Amman", "2026-02-06"),
        ("Published: 10:30 GMT, 22nd December 2025", "2025-12-22"),
        ("Updated on Sept. 4th, 2025 at 9:15 a.m.", "2025-09-04"),
        ("25/12/2025", "2025-12-25"),
        ("4-Nov-2025", "2025-11-04"),
        ("2025-07-19T08:30:00Z", "2025-07-19"),
    ],
)
def test_lines_of_date(line: str, iso: str) -> None:
    head = read_head(line)
    assert head is not None
    assert head.iso == iso


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the water had gone.",
        "The plant opened on 4 May 2026.",
        "Budget 2026: what changed on 4 May 2026",
        "By nine it reaches the bakery.",
        "Exports by country",
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert read_head(line) is None


@pytest.mark.parametrize(
    ("text", "iso", "rest"),
    [
        ("GENEVA, 13 May 2025 (NWS) - Aid fell.", "2025-05-13", "Aid fell."),
        ("HULL, UK, 30 July 2025 – Sales rose.", "2025-07-30", "Sales rose."),
        ("OSLO, Nov. 4, 2025 — Oil fell.", "2025-11-04", "Oil fell."),
        ("DAKAR, Nov 14, 2025: Fish exports rose.", "2025-11-14", "Fish exports rose."),
        ("New Delhi, Feb 2, 2026 (Monday): Sales rose.", "2026-02-02", "Sales rose."),
        ("RIGA, December 2, 2025. /Baltic-Wire/. Gas rose.", "2025-12-02", "Gas rose."),
        ("Douala, 03/10/2025 (AgenceMer) – The port shut.", "2025-10-03", "The port shut."),
        ("AKRON, Ohio — The plant shut.", None, "The plant shut."),
        ("SEOUL, Sept 2 (Newsline) - Chips fell.", None, "Chips fell."),
        ("Quito - Halden Bank will buy a broker in May.", None, "Halden Bank will buy a broker in May."),
        ("Nov 4, 2025 - Halden said oil fell.", "2025-11-04", "Halden said oil fell."),
        ("Nov 4, 2025 (Newsline) - Oil fell.", "2025-11-04", "Oil fell."),
        ("Tuesday, May 5, 2026 The cabinet met.", "2026-05-05", " The cabinet met."),
    ],
)
def test_datelines(text: str, iso: str | None, rest: str) -> None:
    found = read_dateline(text)
    assert found is not None
    assert found.iso == iso
    assert text[found.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "Cameroon: cocoa exports fell.",
        "Peru - once poor - grew.",
        "Halden - Maker of ships - grew by a third in May.",
        "He left. She stayed.",
        "Nov 4, 2025 was a Tuesday.",
        "U.S. exports rose.",
        "",
        "A",
    ],
)
def test_sentences_that_begin_without_a_dateline(text: str) -> None:
    assert read_dateline(text) is None


def test_a_weekday_settles_the_order_of_day_and_month() -> None:
    assert [d.iso for d in find_dates("Wednesday 04/03/2026")] == ["2026-03-04"]
    assert [d.iso for d in find_dates("Friday 04/03/2026")] == ["2026-04-03"]
    assert list(find_dates("31 February 2025, 32.13.2025")) == []


def test_a_wrapped_paragraph_is_one_block() -> None:
    text = (
        "The harbour of Vigo took in more fish this spring than\nin any spring since the war, and boats had to wait "
        "for\na berth. Prices fell by a tenth in April, and the\ncooperative expects further falls in May.\n"
    )
    assert read_layout(text).starts == [0]


def test_lines_that_are_paragraphs_are_blocks() -> None:
    text = "Fish exports rose\nBy Ana Lima\nVigo sold more fish in April.\nPrices fell."
    assert read_layout(text).starts == [0, text.index("By"), text.index("Vigo"), text.index("Prices")]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\r\n", "•", "---", "\u2028\u2029", "By", "2025", ":" * 50, "a" * 9000]
)
def test_any_text_has_a_layout(text: str) -> None:
    layout = read_layout(text)
    assert all(0 <= s.start <= s.end <= len(text) for s in layout.sections)


def test_a_headline_runs_into_no_sentence(nlp: Language) -> None:
    doc = nlp(PAGE)
    sentences = [sentence.text.strip() for sentence in doc.sents]
    assert "Tin prices climb again in Bolivia" in sentences
    assert "Stocks fell 12%" in sentences
    assert doc.text == PAGE


def test_boilerplate_gives_no_fact_and_a_teaser_says_so() -> None:
    extraction = eventx.extract(PAGE)
    sections = {fact.span.text: fact.section for fact in extraction.facts}
    assert extraction.article.published == "2026-03-03"
    assert extraction.article.title == "Tin prices climb again in Bolivia"
    assert sections["90 people"] == "aside"
    assert not any("Courier" in text for text in sections)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Le chiffre d'affaires a augmenté de 12% en 2024 selon la société.", True),
        ("Продажи выросли на 5% в мае.", True),
        ("出口額は5%増えた。", True),
        ("La empresa dijo que los ingresos subieron un 5% en 2024.", True),
        ("Sales rose 5% in May, the firm said.", False),
        ("Revenue $4m\nProfit $2m", False),
        ("Le Monde and El País reported that sales rose.", False),
        ("Prices rose 4 per cent in March, food 6 per cent.", False),
        ("Los Angeles beat Las Vegas 3-2.", False),
        ("", False),
        ("12 34", False),
    ],
)
def test_other_languages(text: str, foreign: bool) -> None:
    assert is_plainly_foreign(text) is foreign


def test_another_language_yields_a_note_and_no_facts() -> None:
    extraction = eventx.extract("Der Umsatz stieg um 12,5 Prozent auf 1,2 Milliarden Euro.")
    assert extraction.facts == []
    assert extraction.notes == ["the text is not English: no facts were looked for"]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("They met at 4 p.m. Reporters were told to leave.", ["Reporters"]),
        ("They met at 4 p.m. Monday and at 5 p.m. Eastern time.", []),
        ("The U.S. Senate and the U.N. Security Council met.", []),
    ],
)
def test_sentences_begin_after_abbreviations(text: str, starts: list[str]) -> None:
    assert [text[at:].split()[0] for at in sentence_starts(text)] == starts


DISPATCH = """Tollan Mills Corp said it will open
two more grain berths at its Varna port and lift loadings
to 13.81 mln tonnes from 12.4
mln tonnes, at a cost of 1.3 billion
dollars.
    "We have the ships, and now we have
the berths," said Dagny Holt, who leads the company.
    Shr 31 cts
    Net 1.2 mln"""


def test_a_line_end_within_a_sentence_is_a_blank_and_offsets_hold() -> None:
    unwrapped = re.sub(r"\n(?=\S)", " ", DISPATCH)
    assert soften(DISPATCH) == unwrapped == soften(unwrapped)
    wrapped, plain = eventx.extract(DISPATCH), eventx.extract(unwrapped)
    assert [(f.type, f.span.start, f.span.end) for f in wrapped.facts] == [
        (f.type, f.span.start, f.span.end) for f in plain.facts
    ]
    quotes = [content for fact in wrapped.facts if fact.type == "statement" for content in fact.content]
    assert "it will open\ntwo more" in quotes[0].text
    assert all(DISPATCH[quote.start : quote.end] == quote.text for quote in quotes)


def test_dashes_are_tokens_whatever_stands_beside_them(nlp: Language) -> None:
    doc = nlp.make_doc("The “skills”—its name for apps--grew in the U.S.—but slowly.")
    assert [token.text for token in doc if token.text in ("—", "--")] == ["—", "--", "—"]


def test_what_is_no_part_of_an_amount_is_a_token_of_its_own(nlp: Language) -> None:
    doc = nlp.make_doc("It paid $7m. A call is 60¢. Sales fell.")
    assert [t.text for t in doc][4:11] == ["m", ".", "A", "call", "is", "60¢", "."]


def test_a_sentence_begins_behind_an_amount(nlp: Language) -> None:
    doc = nlp("Kappa agreed to invest $750m. Selby raised its dividend.")  # spaCy's own tokens: "m." is one
    assert [sentence.text for sentence in doc.sents][1] == "Selby raised its dividend."


def test_names_that_a_hyphen_joins_are_tokens(nlp: Language) -> None:
    doc = nlp.make_doc("U.S.-China talks on non-U.S. firms")
    assert [token.text for token in doc] == ["U.S.", "-", "China", "talks", "on", "non", "-", "U.S.", "firms"]
    assert doc.text == "U.S.-China talks on non-U.S. firms"


def test_angles_about_names_are_blanks_and_records_quote_the_text() -> None:
    text = "Dart Mills Corp <DMLA.O> said it agreed to acquire <Hemdale Foods Ltd> for 40 mln dlrs."
    told = next(e for e in eventx.extract(text).events if e.type == "acquisition")
    assert (told.buyer.name, told.target.name) == ("Dart Mills Corp", "Hemdale Foods Ltd")
    assert text[told.trigger.start : told.trigger.end] == told.trigger.text
    assert unbracket("Oil Output Falls <OPEC>\nLoss at 5 < 6") == "Oil Output Falls <OPEC>\nLoss at 5 < 6"


def test_curled_apostrophes_are_straight_to_the_parser_and_records_quote_the_text() -> None:
    text = "Ann O’Hara said the miners’ union won’t accept a £5m cut in the mill’s fund."
    found = eventx.extract(text)
    said, cut = (next(f for f in found.facts if f.type == name) for name in ("statement", "change"))
    assert (said.speaker.name, said.content[0].text) == ("Ann O'Hara", text[len("Ann O’Hara said ") : -1])
    assert (cut.metric.text, found.text) == ("mill’s fund", text)


@pytest.mark.parametrize(
    ("text", "softened"),
    [
        ("Mill to cut\n90 jobs", "Mill to cut\n90 jobs"),
        ("the mill\nwill\r\nshut", "the mill will  shut"),
        ("Wheat    3.04\nMaize    2.98", "Wheat    3.04\nMaize    2.98"),
        ("the mill\n\nwill shut", "the mill\n\nwill shut"),
        ("Kappa buys the\nLorne mill for\n£9m", "Kappa buys the Lorne mill for £9m"),
        ("What we wait for\nThe mill shut.", "What we wait for\nThe mill shut."),
        ("Net 4.1 mln vs 3,900,000\nSales 60 mln vs 58.3 mln", "Net 4.1 mln vs 3,900,000\nSales 60 mln vs 58.3 mln"),
    ],
)
def test_line_ends_are_softened_within_sentences_alone(text: str, softened: str) -> None:
    assert soften(text) == softened


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("(Kyodo) -- The mill shut.", "-- "),
        ("[Varna, 5 May] The mill shut.", "] "),
        ("Varna, May 3 (BTA) The mill shut.", ") "),
        ("VARNA, BG / NEWSLINE / May 3, 2025 / The mill shut.", "2025 / "),
        ("KUTAISI, Georgia -- The mill shut.", "-- "),
        ("Varna, Bulgaria | THE COURIER | The mill shut.", "R | "),
    ],
)
def test_forms_of_datelines(text: str, end: str) -> None:
    dateline = read_dateline(text)
    assert dateline is not None
    assert dateline.end == text.index(end) + len(end)


@pytest.mark.parametrize("text", ["Varna (BTA) The mill shut.", "Kestrel, May 3 (the day) rose."])
def test_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def test_lists_of_links_are_asides() -> None:
    text = (
        "The mill hired 30 people in May, said Ann Holt.\n\nMore from the Post:\nFirm hires 90 people\nGun costs $500"
    )
    assert kind_at(text, "Firm hires") == kind_at(text, "Gun costs") == "aside"
    assert kind_at(text, "The mill") == "body"


def test_links_to_other_outlets_are_asides() -> None:
    text = (
        "The mill hired 30 people in May, said Ann Holt.\n\nMore from Kolm.com: Guns Cost $500\n"
        "Read More in the Kolm Brief: Ore Fell 9%\nMore on this came from the firm: it cut 40 jobs.\n"
        "Sales rose 5% in May, she said.\nMore From Kolm.com\nFirm hires 90 people"
    )
    assert [kind_at(text, told) for told in ("Guns", "Ore", "Firm hires")] == ["aside"] * 3
    assert [kind_at(text, told) for told in ("The mill", "it cut", "Sales")] == ["body"] * 3


def test_a_table_is_of_no_language() -> None:
    rows = "\n".join(f"Oper shr na 1{n}.5 vs na 2{n}.4" for n in range(9))
    assert not is_plainly_foreign(rows)
    assert is_plainly_foreign(
        rows + "\nDer Umsatz stieg im Quartal und das Ergebnis sank nicht, weil die Kosten fielen."
    )


def test_the_first_words_of_a_block_are_one_sentence(nlp: Language) -> None:
    doc = nlp("Halden rose as traders waited for the bank.\nCommodities\nWest Texas Intermediate crude was flat.\n")
    told = [" ".join(sentence.text.split()) for sentence in doc.sents]
    assert told[1:] == ["Commodities", "West Texas Intermediate crude was flat."]
