from __future__ import annotations

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from eventx.pipeline import find_model
from eventx.pipeline.components.network import encode, quicken

TEXTS = (
    "Exports to Japan rose 33% to $1.05 billion, the ministry said.",
    "",
    'He said: "No."\n\nThe flood killed 14 people in Leeds, and Leeds is in Leeds\'s valley.',
)


@pytest.fixture(scope="module")
def quick() -> Language:
    quickened = spacy.load(find_model())
    quicken(quickened)
    return quickened


def test_it_says_what_spacy_says(slow: Language, quick: Language) -> None:
    for want, doc in zip(slow.pipe(TEXTS), quick.pipe(TEXTS), strict=True):
        assert doc.to_json() == want.to_json()
        assert doc.tensor == pytest.approx(want.tensor, abs=1e-4)


def test_both_networks_of_the_model_are_computed_so(quick: Language) -> None:
    nodes = [node for name in ("tok2vec", "ner") for node in quick.get_pipe(name).model.walk()]
    assert sum(node._func is encode for node in nodes) == 2


def test_a_document_comes_out_the_same_whatever_stands_beside_it(quick: Language) -> None:
    for doc in quick.pipe(TEXTS):
        assert numpy.array_equal(doc.tensor, quick(doc.text).tensor)


def test_it_is_kept_through_bytes_and_still_learns(slow: Language, quick: Language) -> None:
    other = spacy.load(find_model(), exclude=["parser", "ner", "attribute_ruler", "lemmatizer"])
    quicken(other)
    other.from_bytes(quick.to_bytes(), exclude=["tokenizer"])
    doc = slow(TEXTS[0])
    before = other.get_pipe("tok2vec").model.predict([other.make_doc(TEXTS[0])])[0]
    assert numpy.array_equal(before, quick(TEXTS[0]).tensor)
    example = Example.from_dict(other.make_doc(TEXTS[0]), {"tags": ["NN"] * len(doc)})
    optimizer = other.resume_training()
    for _ in range(2):  # what the tagger asks of the network reaches it with the next example
        other.update([example], sgd=optimizer)
    after = other.get_pipe("tok2vec").model.predict([other.make_doc(TEXTS[0])])[0]
    assert not numpy.array_equal(before, after)


def test_what_is_no_such_network_is_left_alone() -> None:
    embed = {"@architectures": "spacy.CharacterEmbed.v2", "width": 8, "rows": 50, "nM": 4, "nC": 2,
             "include_static_vectors": False}  # fmt: skip
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 8, "window_size": 1, "depth": 1,
              "maxout_pieces": 2}  # fmt: skip
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    before = [node._func for node in nlp.get_pipe("tok2vec").model.walk()]
    quicken(nlp)
    assert [node._func for node in nlp.get_pipe("tok2vec").model.walk()] == before
