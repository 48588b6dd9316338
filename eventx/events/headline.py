"""Headlines: mentions without a number ("Trade Surges"), joined to the event that they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice, pairwise, takewhile

from spacy.tokens import Span, Token

from eventx.events.frame import Frame
from eventx.events.merge import TITLES
from eventx.lexicons import load_lexicon
from eventx.mentions.reading import Reading
from eventx.records import Actor, Event, Fact, Mention

_BEFORE = 8  # tokens before the verb in which its subject stands
_AFTER = 5  # tokens after it in which its object stands
_LONG = 400  # characters of a headline at most
_MOST = 40  # headlines of an article at most
_STOPS = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "PART", "VERB", "AUX"})
_NAMES = ("metric", "who", "goods")


@cache
def _directions() -> dict[str, str]:
    words = load_lexicon("change")
    up = {w: "up" for key in ("up", "raise") for w in words[key]}
    return up | {w: "down" for key in ("down", "lower") for w in words[key] if w not in up}


def _direction(token: Token) -> str | None:
    """Return the direction that a word tells; headlines are tagged badly, so its endings are tried too."""
    word = token.lower_
    forms = (
        token.lemma_.lower(),
        word,
        word.removesuffix("s"),
        word.removesuffix("ed"),
        word.removesuffix("d"),
        word.removesuffix("es"),
    )
    return next((_directions()[form] for form in forms if form in _directions()), None)


def tell_headlines(reading: Reading, events: Sequence[Event], facts: Mapping[str, Fact]) -> list[Event]:
    """Add to each event the mentions without a number that headline, standfirst and repeated headlines have of it."""
    out = list(events)
    titles = (s for s in reading.sections if s.kind in TITLES and s.end - s.start < _LONG)
    for section in islice(titles, _MOST):
        span = reading.span(section.start, section.end)
        for token in span:
            if not token.is_alpha or any(
                m.start < section.end and section.start < m.end and _near(m, token) for e in out for m in e.mentions
            ):
                continue
            direction = _direction(token) if token.i > span.start else None
            weighed = _by_weight(out)
            event = next(
                (e for e in weighed if direction and _way(e) == direction and _tells(span, token, e, facts)), None
            )
            event = event or next((e for e in weighed if _does(span, token, e)), None)
            if event is not None:
                mention = reading.mention(token.idx, token.idx + len(token))
                mentions = sorted((*event.mentions, mention), key=lambda m: (m.start, m.end))
                out[out.index(event)] = event.model_copy(update={"mentions": mentions})
    return out


def _does(span: Span, token: Token, event: Event) -> bool:
    """Tell whether a word is a trigger of an event's own action, and another one of its parties or of what it tells."""
    frame = event.frame
    if not isinstance(frame, Frame) or not frame.action:
        return False
    words = frame.words
    told = {
        w.get(token.lemma_.lower()) for w in ((words.verbs, words.weak) if token.pos_ == "VERB" else (words.nouns,))
    }
    if token.pos_ not in ("VERB", "NOUN") or getattr(event, frame.action) not in told:
        return False
    named = {t.lower_[:5] for t in span if t.is_alpha and t.i != token.i and len(t) > 3}
    roles = [getattr(event, name) for name in frame.roles if name != frame.action]
    own = [r.name if isinstance(r, Actor) else r.text for r in roles if isinstance(r, Actor | Mention)]
    return any(w[:5] in named for text in own for w in text.lower().split() if len(w) > 3)


def _near(mention: Mention, token: Token) -> bool:
    return mention.start - 60 < token.idx < mention.end


def _by_weight(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda e: (e.modality != "asserted", -len(e.mentions)))


def _way(event: Event) -> str | None:
    """Return which way a measure went: as it is told, else as the level before it shows."""
    now = next(
        (v for name, r in event.frame.roles.items() if r.filler == "quantity" and (v := getattr(event, name))), None
    )
    before = event.previous
    if event.direction is not None or now is None or before is None or None in (now.value, before.value):
        return event.direction
    return "up" if now.value > before.value else "down" if now.value < before.value else "flat"


def _tells(span: Span, token: Token, event: Event, facts: Mapping[str, Fact]) -> bool:
    """Tell whether what stands before the verb is what the event measures."""
    after = takewhile(lambda t: t.pos_ not in _STOPS, span.doc[token.i + 1 : min(span.end, token.i + _AFTER)])
    before = [t for t in (*span.doc[max(span.start, token.i - _BEFORE) : token.i], *after) if t.is_alpha]
    frame = event.frame
    if isinstance(frame, Frame) and frame.action:
        nouns = frame.words.nouns
        forms = [form for t in before for form in (t.lower_, t.lemma_.lower())]
        forms += [f"{a.lower_}_{b.lower_}" for a, b in pairwise(before)]
        told = {nouns[form] for form in forms if form in nouns}
        if getattr(event, frame.action) in (told - {"total"} or told):  # a trade gap is no trade
            return True
    named = {t.lower_[:5] for t in before if len(t) > 3}
    held = (event, *(facts[i] for i in event.facts if i in facts))
    own = [m.text for record in held for name in _NAMES if isinstance(m := getattr(record, name, None), Mention)]
    words = (w for text in own for w in (text.split()[0].lower(), *filter(str.islower, text.split()[1:])))
    return any(w[:5] in named for w in words if len(w) > 3)
