"""The fast path and spaCy's own give the same records, and the fast one needs no private name of spaCy or thinc."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

import eventx

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "corpus").glob("articles/*.txt"))[:4]
WITHOUT = """
import builtins, sys
gone, real = sys.argv[1], builtins.__import__

def without(name, globals=None, locals=None, fromlist=(), level=0):
    if gone in (fromlist or ()) and (globals or {}).get("__name__", "").startswith("eventx"):
        raise ImportError(gone)
    return real(name, globals, locals, fromlist, level)

builtins.__import__ = without
import eventx
from eventx.pipeline.components import network
network.getattr = lambda held, name, default=None: default if name == gone else getattr(held, name, default)
nlp = eventx.load()
funcs = [node._func for name in ("tok2vec", "ner") for node in nlp.get_pipe(name).model.walk()]
print(nlp.get_pipe_meta("attribute_ruler").factory, funcs.count(network.encode))
print([fact.type for fact in eventx.extract("Exports rose to $3 billion.", nlp=nlp).facts])
"""


@pytest.fixture(scope="module")
def plain() -> Language:
    return eventx.load(fast=False)


def test_the_plain_path_is_spacys(plain: Language) -> None:
    assert plain.get_pipe_meta("attribute_ruler").factory == "attribute_ruler"
    assert {node._func.__module__.split(".")[0] for node in plain.get_pipe("tok2vec").model.walk()} <= {
        "thinc",
        "spacy",
    }


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_both_paths_give_equal_records(nlp: Language, plain: Language, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert eventx.extract(text, nlp=nlp) == eventx.extract(text, nlp=plain)


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("forward", "eventx_attribute_ruler 0"),
        ("_func", "eventx_attribute_ruler 0"),
        ("set_token_attrs", "attribute_ruler 2"),
        ("nothing", "eventx_attribute_ruler 2"),
    ],
)
def test_where_a_private_name_is_gone_that_part_stays_plain(gone: str, left: str) -> None:
    run = subprocess.run([sys.executable, "-c", WITHOUT, gone], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == (f"{left}\n['change', 'money']\n", "")


@pytest.mark.versions
@pytest.mark.parametrize("version", ["3.8.2", "3.8.7", "3.8.13"])
def test_other_versions_of_spacy(version: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path)], check=True)
    python = str(tmp_path / "bin" / "python")
    needed = [f"spacy=={version}", "click", "pytest", "hypothesis", f"{ROOT}[en]"]
    subprocess.run([python, "-m", "pip", "install", "--quiet", *needed], check=True)
    files = [str(ROOT / "tests" / name) for name in ("test_fast.py", "test_network.py", "test_attributes.py")]
    subprocess.run([python, "-m", "pytest", "-q", "-o", "filterwarnings=default", *files], check=True, cwd=ROOT)
