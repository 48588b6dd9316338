"""The page of an article in headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import chromium, need_browser, opened, serious
from spacy.language import Language

import eventx

need_browser()

TEXT = """Ghana's exports of cocoa to China rise

ACCRA, May 4, 2026 (Gulf Wire) - Exports of cocoa from Ghana to China rose 33% to $1.05 billion in April \U0001f600,
customs figures showed. "We will hire 400 workers in Kumasi," said Ama Owusu, the minister.
<script>document.title = "owned"</script>
<img src=x onerror="document.title = 'owned'"> A storm killed 14 people in Accra.
"""
LIT = "[...document.querySelectorAll('.lit')].map((mark) => mark.textContent)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(eventx.render(eventx.extract(TEXT, nlp=nlp)), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Any, file: Path) -> Iterator[Any]:
    with opened(browser, file) as page:
        yield page


def test_every_fact_is_marked_at_its_characters(page: Any, nlp: Language) -> None:
    marked = page.evaluate(
        """Object.fromEntries([...marks].filter(([, spans]) => spans[0].dataset.fact).map(([id, spans]) =>
        [id, spans.map((span) => {
        const copy = span.cloneNode(true);
        copy.querySelectorAll('.tag').forEach((tag) => tag.remove());
        return copy.textContent; }).join(' ')]))"""
    )
    told = {fact.id: " ".join(fact.span.text.split()) for fact in eventx.extract(TEXT, nlp=nlp).facts}
    assert {id: " ".join(text.split()) for id, text in marked.items()} == told
    assert page.told == []


def test_markup_of_the_article_is_text(page: Any) -> None:
    assert page.title() == "Ghana's exports of cocoa to China rise"
    assert '<script>document.title = "owned"</script>' in page.inner_text("#article")
    assert page.locator("#main img, #main script").count() == 0


def test_the_page_asks_nothing_of_the_network_and_opens_in_a_second(page: Any, file: Path) -> None:
    assert page.asked == [file.as_uri()]
    assert page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart") < 1000


def test_script_of_another_does_not_act(page: Any) -> None:
    for act in (
        "document.body.innerHTML = '<img src=x onerror=1>'",
        "document.body.setAttribute('onclick', 'document.title = 1')",
        "document.createElement('script').textContent = 'document.title = 1'",
    ):
        assert page.evaluate(f"() => {{ try {{ {act}; }} catch {{ return 'refused'; }} }}") == "refused", act
    page.evaluate("() => { document.createElement('img').src = 'x.png'; }")
    page.wait_for_timeout(50)
    assert any("Content Security Policy" in said for said in page.told)


def test_pointing_at_a_mark_tells_of_it_and_of_its_event(page: Any) -> None:
    page.locator(".f", has_text="$1.05 billion").last.hover()
    detail = page.locator("#detail")
    for said in ("$1.05bn", "money", "in the event: trade", "money."):
        assert said in detail.inner_text()
    assert "trade" in page.locator(".card.near").first.inner_text()
    box = detail.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    page.locator("h1").hover()
    assert not detail.is_visible()


def test_keys_lead_from_mark_to_mark(page: Any) -> None:
    assert page.locator(".tag[tabindex='0']").count() == 1
    page.locator(".tag").first.focus()
    first = page.inner_text("#detail")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#detail") != first
    assert page.evaluate("document.activeElement === document.querySelectorAll('.tag')[1]")
    page.keyboard.press("Enter")
    assert page.locator("#detail .close").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#detail").is_visible()
    assert page.evaluate("document.activeElement === document.querySelectorAll('.tag')[1]")


def test_a_tap_tells_of_a_mark_and_keeps_it(browser: Any, file: Path) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto(file.as_uri())
    phone.locator(".f", has_text="$1.05 billion").last.tap()
    assert "$1.05bn" in phone.inner_text("#detail")
    phone.locator("#detail .close").tap()
    assert not phone.locator("#detail").is_visible()
    phone.close()


def test_a_card_lights_up_its_mentions(page: Any) -> None:
    card = page.locator(".card", has_text="trade").first
    card.hover()
    assert any("$1.05" in said for said in page.evaluate(LIT))
    card.locator("button").click()
    assert page.locator(".card.near").count() == 1


def test_an_event_without_facts_lights_up_its_trigger(browser: Any, tmp_path: Path, nlp: Language) -> None:
    found = eventx.extract("Ama Owusu was named chairman of Kappa Mining.", nlp=nlp)
    mention = eventx.records.Mention(start=14, end=19, text="named")
    bare = eventx.Personnel(action="appoint", trigger=mention, mentions=[mention], id="personnel-14-19")
    path = tmp_path / "page.html"
    path.write_text(eventx.render(found.model_copy(update={"events": [bare]})), encoding="utf-8")
    with opened(browser, path) as page:
        page.locator(".card").hover()
        assert page.evaluate(LIT) == ["named"]
        page.locator(".m").hover()
        assert page.locator(".card.near").count() == 1


def test_types_are_shown_and_hidden(page: Any) -> None:
    button = page.locator(".chips button", has_text="money")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(".f:not(.off) > .tag[aria-label^=money]").count() == 0
    assert "money" not in page.inner_text("tbody")
    button.click()
    assert "money" in page.inner_text("tbody")


def test_the_least_confidence_leaves_out_what_has_less(browser: Any, tmp_path: Path, nlp: Language) -> None:
    found = eventx.extract(TEXT, nlp=nlp)
    facts = [fact.model_copy(update={"confidence": 0.2 + 0.7 * (n % 2)}) for n, fact in enumerate(found.facts)]
    path = tmp_path / "page.html"
    path.write_text(eventx.render(found.model_copy(update={"facts": facts, "events": []})), encoding="utf-8")
    with opened(browser, path) as page:
        rows = page.locator("tbody tr").count()
        page.locator(".least input").fill("0.5")
        assert 0 < page.locator("tbody tr").count() < rows
        assert page.locator(".f.off").count() > 0


def test_the_table_sorts_filters_and_is_copied(page: Any) -> None:
    page.fill("#find", "person")
    assert {row.split()[0] for row in page.locator("tbody tr").all_inner_texts()} >= {"headcount", "casualties"}
    page.locator("th button", has_text="Amount").click()
    amounts = [
        float(said.replace(",", "")) for said in page.locator("td:nth-child(3)").all_inner_texts() if said.strip()
    ]
    assert amounts == sorted(amounts)
    page.evaluate("put = async (text) => { window.kept = text; return true; }")
    page.locator("#table button", has_text="Copy").click()
    kept = page.evaluate("window.kept").split("\n")
    assert kept[0].startswith("Type\tIn words\tAmount")
    assert len(kept) == 1 + page.locator("tbody tr").count()
    assert page.evaluate("[cell('=1+1'), cell('-5'), cell('@x')]") == ["'=1+1", "-5", "'@x"]


def test_quotes_places_and_periods_are_there(page: Any) -> None:
    assert "Ama Owusu" in page.inner_text("#quotes")
    assert {"Ghana", "China"} <= {said.split()[0] for said in page.locator("#map li").all_inner_texts()}
    assert page.locator("#map circle").count() >= 3
    assert "Apr 2026" in page.inner_text("#times")
    assert page.locator("#times rect").count() >= 2


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(page: Any, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.locator(".tag").first.click()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_has_the_whole_table(page: Any) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    assert page.evaluate(paper).strip() == "#fff"
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).maxHeight") == "none"
    assert not page.locator(".tools button").first.is_visible()


def test_the_frame_of_a_notebook_shows_the_page(browser: Any, tmp_path: Path, nlp: Language) -> None:
    path = tmp_path / "notebook.html"
    path.write_text("<!doctype html>" + eventx.extract(TEXT, nlp=nlp)._repr_html_(), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".card").first.wait_for()
    assert frame.locator(".f").count() > 10
    page.close()


def test_one_chooses_among_several_articles(browser: Any, tmp_path: Path, nlp: Language) -> None:
    from eventx.io.writers import make_writer

    path = tmp_path / "two.html"
    with path.open("w", encoding="utf-8") as stream:
        writer = make_writer("html", stream)
        for title in ("First", "Second"):
            writer.write(eventx.extract(f"Exports of {title} rose 5%.", title=title, nlp=nlp))
        writer.close()
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.inner_text("h1") == "First"
    page.select_option("select", label="Second")
    assert page.inner_text("h1") == "Second"
    assert "Exports of Second" in page.inner_text("#article")
    page.close()
