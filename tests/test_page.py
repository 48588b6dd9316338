"""The page as a file: what is in it, and what may act in it."""

from __future__ import annotations

import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from spacy.language import Language

import eventx
from eventx.cli import main
from eventx.io.page import HtmlWriter, render, script_json
from eventx.records import Mention

EVIL = """<script>alert(1)</script> exports of Ghana rise

ACCRA, May 4, 2026 - </script><img src=x onerror="alert(2)"> Exports of Ghana rose 5% to $2 billion
\U0001f600 in April, Ana Mensah said.
"""


@pytest.fixture(scope="module")
def found(nlp: Language) -> eventx.Extraction:
    return eventx.extract(EVIL, nlp=nlp)


def test_the_page_has_no_markup_of_the_article_and_needs_no_network(found: eventx.Extraction) -> None:
    page = render(found)
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>") == 3  # the outlines, the article, and what shows it
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "https:" not in page
    assert len(page) < 300_000


def test_the_policy_lets_only_the_pages_own_script_and_style_act(found: eventx.Extraction) -> None:
    page = render(found)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]  # type: ignore[index]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    for held in (script, style):
        assert f"'sha256-{b64encode(sha256(held.encode()).digest()).decode()}'" in policy
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script)
    assert not re.search(r"<[^>]+ (style|on\w+)=", page.replace(script, ""))


def test_json_in_a_script_element_ends_no_element() -> None:
    text = "</script><!--&\u2028"
    assert json.loads(script_json(text)) == text
    assert not set("<>&\u2028") & set(script_json(text))


def test_the_text_is_at_hand_where_the_extraction_is_fresh(found: eventx.Extraction) -> None:
    assert found.text == EVIL
    again = eventx.Extraction.model_validate_json(found.model_dump_json())
    assert again == found
    assert again.text is None
    assert '"text":null' in render(again)
    assert '"text":"\\u003cscript' in render(again, EVIL)
    assert "text" not in json.loads(found.model_dump_json())


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(found: eventx.Extraction) -> None:
    frame = found._repr_html_()
    assert frame.startswith("<iframe")
    assert "<script" not in frame
    assert 'sandbox="allow-scripts' in frame


def test_an_article_in_pieces_has_its_text_at_hand(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventx.pipeline.PIECE", 40)
    text = "Sales rose 5%.\n\n" * 8
    assert eventx.extract(text, nlp=nlp).text == text


def test_a_type_of_ones_own_is_shown_with_what_was_inferred(found: eventx.Extraction) -> None:
    class Own(eventx.Event):
        type: str = "own"
        what: str | None = None
        confidence: float | None = None
        inferred: tuple[str, ...] = ()

    span = Mention(start=0, end=1, text="x")
    own = Own(trigger=span, mentions=[span], what="<b>", confidence=0.734, inferred=("what",))
    page = render(found.model_copy(update={"events": [own]}))
    assert '["what","\\u003cb\\u003e",true]' in page
    assert '"confidence":"0.73"' in page


def test_the_command_writes_one_page_of_several_articles(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Exports of Peru rose 5% in May 2026.", encoding="utf-8")
    out = tmp_path / "out" / "page.html"
    out.parent.mkdir()
    assert main([str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert page.count('class="article"') == 2
    assert page.endswith("</html>")
    stream = io.StringIO()
    HtmlWriter(stream).close()
    assert stream.getvalue() == ""
