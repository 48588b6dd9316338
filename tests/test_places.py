"""Places of an article: the table of examples, resolution by context, and what holds on any text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from tables import read_lines

from eventx.mentions.analysis import Located
from eventx.mentions.places.places import find_focus, find_places
from eventx.pipeline import make_doc
from eventx.records.article import Article

MARK = re.compile(r"\[([^|\]]+)\|(\S+) (\w+)\]|\{([^|}]+)\|(\w+)\}|<([^|>]+)\|(\w+)>")


def places(nlp: Language, text: str) -> list[Located]:
    return find_places(nlp(make_doc(nlp, Article(text=text))))


@pytest.mark.parametrize("line", read_lines("location"))
def test_examples(nlp: Language, line: str) -> None:
    wanted = [
        (
            a or d or f,
            "name" if a else "adjective" if d else "nested",
            (b or e or g).replace("-", "") or None,
            c or None,
        )
        for a, b, c, d, e, f, g in MARK.findall(line)
    ]
    text = MARK.sub(lambda m: m[1] or m[4] or m[6], line).replace("/", "\n")
    found = [
        (text[p.start : p.end], p.form, p.place.country, p.place.kind if p.form == "name" else None)
        for p in places(nlp, text)
    ]
    assert found == wanted


def where(nlp: Language, text: str, name: str) -> tuple[str | None, str | None]:
    return next((p.place.country, p.place.admin1) for p in places(nlp, text) if text[p.start : p.end] == name)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Springfield lost jobs, as did Joplin and other towns in Missouri.", "Springfield", "US", "Missouri"),
        ("Hastings residents marched. Napier and Wellington, New Zealand, were quiet.", "Hastings", "NZ", None),
        ("Georgia lost to Alabama in Atlanta.", "Georgia", "US", "Georgia"),
        ("Georgia and Armenia signed in Tbilisi.", "Georgia", "GE", None),
        ("The train to Birmingham left London late.", "Birmingham", "GB", "England"),
        ("Kentucky firms will hire. Kappa will build in Marion County.", "Marion County", "US", "Kentucky"),
        ("Kappa leased two floors at 410 Park Avenue.", "Park Avenue", None, None),
        ("Officials in Ohio were ill. Most live in Clark County.", "Clark County", "US", "Ohio"),
        ("New York lawmakers voted in Albany.", "New York", "US", "New York"),
        ("Lebanon, Israel and Syria met; Lebanon agreed.", "Lebanon", "LB", None),
        (
            "Growers in Yakima, Wenatchee and Quincy said Washington sells more cherries.",
            "Washington",
            "US",
            "Washington",
        ),
    ],
)
def test_context_decides(nlp: Language, text: str, name: str, country: str | None, admin1: str | None) -> None:
    code, region = where(nlp, text, name)
    assert code == country
    assert admin1 is None or region == admin1


def test_towns_are_told_by_their_neighbours(nlp: Language) -> None:
    beside = "Cars came from Kearney, Nebraska, and Lexington. Cozad beat Holdrege 61-58 and Gothenburg lost."
    alone = "Ann Cozad spoke first. Cozad beat Holdrege 61-58."
    found = {p.place.name for p in places(nlp, beside) if p.form == "name"}
    assert found >= {"Kearney", "Lexington", "Cozad", "Holdrege", "Gothenburg"}
    assert not {p.place.name for p in places(nlp, alone)} & {"Cozad", "Holdrege"}


def test_a_village_in_a_country_not_named_is_not_believed(nlp: Language) -> None:
    text = "Clinics opened in Glasgow, Paisley and Perth, Scotland. The one in Maryhill is new."
    assert {p.place.country for p in places(nlp, text)} == {"GB"}


def test_one_sense_an_article(nlp: Language) -> None:
    text = "PARIS, Texas - A barn burned in Paris.\n\nThe Paris fire chief said nobody in Texas was hurt."
    assert {p.place.admin1 for p in places(nlp, text)} == {"Texas"}


def test_an_unknown_village_alone_has_no_point(nlp: Language) -> None:
    text = "Two died in the village of Qarzhubek in Kazakhstan."
    place = next(p.place for p in places(nlp, text) if p.place.name == "Qarzhubek")
    assert (place.country, place.kind, place.latitude, place.geonames_id) == ("KZ", "city", None, None)


def test_an_unknown_place_lies_beside_the_one_told_with_it(nlp: Language) -> None:
    text = "A barn on Tanner Road burned near Lindale and Cave Spring, south of Rome, in Floyd County."
    found = {text[p.start : p.end]: p.place for p in places(nlp, text)}
    assert found["Tanner Road"].geonames_id is None
    assert found["Tanner Road"].latitude == found["Lindale"].latitude


def test_focus(nlp: Language) -> None:
    text = "Kenya's exports rose. Kenyan tea was sold in Mombasa. Kenya hopes to sell more to Italy."
    focus = find_focus(places(nlp, text))
    assert focus[0].name == "Kenya"
    assert all(place.mention is None for place in focus)
    assert find_focus([]) == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "China", "CHINA", "🙂 in 🙂", "in", "of", "- - -", "A-B-C", "the village of", "X" * 5000]
)
def test_any_text_is_read(nlp: Language, text: str) -> None:
    for found in places(nlp, text):
        assert 0 <= found.start < found.end <= len(text)


def test_without_a_model_and_with_odd_tokens() -> None:
    blank = spacy.blank("en")
    doc = blank("Talks in China, near Leeds.")
    assert [doc.text[p.start : p.end] for p in find_places(doc)][:1] == ["China"]
    assert find_places(Doc(blank.vocab)) == []
    find_places(Doc(blank.vocab, words=["-", "China", "\n", "-", "of"]))


def test_places_do_not_overlap(nlp: Language) -> None:
    text = (
        "The South Korean won, New South Wales, the University of Southern Indiana, York, New York and New York City."
    )
    found = places(nlp, text)
    assert all(a.end <= b.start for a, b in pairwise(found))
