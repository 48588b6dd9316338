from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from eventx.mentions.analysis import Analysis
from eventx.mentions.names.model import KINDS, classify, load_weights
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.spans import find_spans
from eventx.pipeline import make_doc
from eventx.pipeline.components import analysis_of
from eventx.records.article import Article

ROOT = Path(__file__).parents[1]
KIND_OF = {"P": "person", "O": "organisation", "L": "place", "N": "other", "X": "other"}


def read(nlp: Language, text: str) -> Analysis:
    doc = make_doc(nlp, Article(text=text))
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == "eventx_candidates":
            break
    return analysis_of(doc)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trade Minister Ada Obi met bankers in Lagos.", ["Ada Obi", "Lagos"]),
        ("Barclays Chief Executive Jane Doe resigned.", ["Barclays", "Jane Doe"]),
        ("The Ministry of Trade and Industry said so.", ["Ministry of Trade and Industry"]),
        ("The World Bank and the IMF agreed.", ["World Bank", "IMF"]),
        ("Officials of the Bakers' Alliance met Ha Dong-wook.", ["Bakers' Alliance", "Ha Dong-wook"]),
        ("Larch & Pine opened a store on Monday.", ["Larch & Pine"]),
        ("Luiz Inácio Lula da Silva met Ursula von der Leyen.", ["Luiz Inácio Lula da Silva", "Ursula von der Leyen"]),
        ("People were told to leave.", []),
        ("Duke Energy and Captain Metals met Duke Reed. Duke said no.", ["Duke Energy", "Captain Metals", "Reed"]),
        ("On Monday she flew to Port Elizabeth.", ["Port Elizabeth"]),
    ],
)
def test_where_names_stand(nlp: Language, text: str, names: list[str]) -> None:
    doc = read(nlp, text).doc
    assert [doc[start:end].text for start, end in find_spans(doc)] == names


@pytest.mark.parametrize(
    ("text", "name", "full", "kind"),
    [
        ("Vostra, a maker of sensors, cut 40 jobs.", "Vostra", "Vostra", "organisation"),
        ("Shares in carmaker Vostra fell. Vostra said demand was weak.", "Vostra", "Vostra", "organisation"),
        ("Amina, a nurse who fled, said she had two sons.", "Amina", "Amina", "person"),
        ("Ada Obi, 41, sued. Obi said she had no choice.", "Obi", "Ada Obi", "person"),
        ("The Lagos Water Board (LWB) met. The LWB set a levy.", "LWB", "Lagos Water Board", "organisation"),
        ("Brandt Appliance Corp. will hire. Brandt has 40 plants.", "Brandt", "Brandt Appliance Corp.", "organisation"),
        ("Bishop Energy cut 40 jobs. Bishop said demand was weak.", "Bishop", "Bishop Energy", "organisation"),
        ("King Foods met King Charles. King said sales rose.", "King", "King Foods", "organisation"),
        ("The river rose near Kisumu on Friday.", "Kisumu", "Kisumu", "place"),
        ("Tariffs would cost Oskel (OSK) dear. Oskel has 40 shops.", "Oskel", "Oskel", "organisation"),
        ("Rival Oskel Motor said output fell.", "Oskel Motor", "Oskel Motor", "organisation"),
        ("Its larger rival Oskeli cut 40 jobs.", "Oskeli", "Oskeli", "organisation"),
        ("Banks bid for Rwandan lender Oskavo on Monday.", "Oskavo", "Oskavo", "organisation"),
        ("Analysts like shares in Oskelle.", "Oskelle", "Oskelle", "organisation"),
        ("Oskela said its sales rose.", "Oskela", "Oskela", "organisation"),
        ("Ada Obi beat her rival Jan Berg.", "Jan Berg", "Jan Berg", "person"),
        ("Ada Holm, which runs 40 shops, lost $3 million. Its sales fell.", "Ada Holm", "Ada Holm", "organisation"),
    ],
)
def test_whose_names_are(nlp: Language, text: str, name: str, full: str, kind: str) -> None:
    analysis = read(nlp, text)
    found = [n for n in analysis.names if analysis.text[n.start : n.end] == name]
    assert {(n.name, n.kind) for n in found} == {(full, kind)}


def test_a_roster_finds_names_by_token_and_form(nlp: Language) -> None:
    roster = Roster(read(nlp, "Grace Obi runs the Lagos Water Board. Obi was named in May."))
    doc = roster.analysis.doc
    assert (name := roster.at(doc[1])) is not None
    assert name.name == "Grace Obi"
    assert roster.at(doc[2]) is None
    assert roster.forms["Obi"].name == "Grace Obi"


def test_words_of_an_amount_are_no_name(nlp: Language) -> None:
    analysis = read(nlp, "It was 34 degrees Celsius in Nakuru. The mill paid EGP 900 million to Ada Obi.")
    assert [name.name for name in analysis.names] == ["Nakuru", "Ada Obi"]


def test_what_speaks_is_somebody() -> None:
    assert classify({}) == "other"
    assert classify({"says": 1.0}) != "other"


def test_the_order_of_features_does_not_matter() -> None:
    features = {name: 0.1 * (at % 7) for at, name in enumerate(load_weights()) if name != "bias"}
    assert classify(features) == classify(dict(reversed(features.items())))
    assert all(len(weights) == len(KINDS) for weights in load_weights().values())


def test_the_labelled_names_of_the_corpus(nlp: Language) -> None:
    """The model is trained on these: what is tested is that finding and telling names apart has not come to harm."""
    right: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for path in sorted((ROOT / "models/names/labels").glob("c[01]*.json")):
        analysis = read(nlp, (ROOT / f"corpus/second/articles/{path.stem}.txt").read_text(encoding="utf-8"))
        kinds = {analysis.text[n.start : n.end]: n.kind for n in analysis.names}
        for name, (label, _) in json.loads(path.read_text(encoding="utf-8")).items():
            there[KIND_OF[label]] += 1
            right[KIND_OF[label]] += kinds.get(name) == KIND_OF[label]
    assert right["person"] / there["person"] > 0.93
    assert right["organisation"] / there["organisation"] > 0.8
    assert right["place"] / there["place"] > 0.88
