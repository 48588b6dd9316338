"""The model of names: a linear one, over features that can be read; ``models/names`` says how it was trained."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import fsum

from spacy.tokens import Doc

from eventx.lexicons import lexicon
from eventx.lexicons.weights import read_learned
from eventx.mentions.analysis import NameKind
from eventx.mentions.names.features import read_mention, read_name
from eventx.mentions.names.vocabulary import given
from eventx.text.casing import initials

KINDS: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
Spans = Sequence[tuple[int, int]]
_JOINTS = re.compile(r"&|/| and ")
_MOST = 6  # mentions of a name that are weighed
_RULED, _WHOLE = 2, 2  # words of "the Obi Cabinet", and of the name of who founded a firm
_SITES = frozenset({"com", "net", "org"})
_SHARED = ("label", "role", "says", "the", "body", "apposition", "apposed", "owns", "in before")  # of a longer form


def read_features(doc: Doc, named: Mapping[str, Spans], places: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Read the features of each name of an article.

    Parameters
    ----------
    doc : Doc
        Tagged, parsed, with entities.
    named : mapping of str to sequence of (int, int)
        Where each name stands, in tokens.
    places : mapping of str to str
        The kinds of the places that are known by name.

    Returns
    -------
    dict
        Feature and weight by name: 1 for what the name shows, the share of its mentions for what these show. What a
        short form's long form shows is the short one's, too, and the other way round.
    """
    own = {text: frozenset(read_name(text, places)) for text in named}
    told = {
        text: _shares([frozenset(read_mention(doc, *span)) for span in spans[:_MOST]]) for text, spans in named.items()
    }
    out = {text: {**dict.fromkeys(own[text], 1.0), **told[text]} for text in named}
    for short, (long, how) in find_longer(named).items():
        out[short][how] = out[long][f"shortened {how}"] = 1.0
        out[short].update((f"{how}: {feature}", 1.0) for feature in own[long])
        out[short].update((f"long: {feature}", 1.0) for feature in told[long] if feature.startswith(_SHARED))
        out[long].update((f"short: {feature}", 1.0) for feature in told[short] if feature.startswith(_SHARED))
    return out


def _shares(mentions: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(feature for mention in mentions for feature in mention)
    return {feature: count / len(mentions) for feature, count in counts.items()}


def find_longer(named: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the longer form of each name that shortens one, with what it is of it: last, first or initials.

    >>> find_longer(["Ada Obi", "Obi", "Lagos Water Board", "LWB"])
    {'Obi': ('Ada Obi', 'last'), 'LWB': ('Lagos Water Board', 'initials')}
    >>> find_longer(["Kvern and Moss Corp", "K and M", "K/M"])["K/M"]
    ('Kvern and Moss Corp', 'initials')
    """
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    names, words, founders = list(named), lexicon("names"), dict[str, str]()
    for name in names:
        parts = name.split()
        own = parts[:-1] if parts[2:] and parts[-1].casefold().rstrip(".") in words.generations else parts  # "Obi Jr"
        ruled = len(parts) == _RULED and parts[-1].casefold() in words.reigns  # "the Obi Cabinet" is nobody's name
        for size in range(1, min(3, len(own))):
            _keep(forms["last"], " ".join(own[-size:]), name)
            if not ruled:
                _keep(forms["first"], " ".join(parts[:size]), name)
        article, _, bare = own[-1].partition("-")
        if len(own) > 1 and article.casefold() in words.particles:
            _keep(forms["last"], bare, name)  # "Sisi" of "Abdel al-Sisi"
        if (site := parts[0].rpartition("."))[2] in _SITES:
            _keep(forms["first"], site[0], name)
        formed = len(parts) - sum(part.casefold().rstrip(".") in words.forms for part in parts[2:])
        for size in {formed, len(parts)} - {1}:
            _keep(forms["initials"], initials(parts[:size]), name)
            if (mixed := initials(parts[:size], small=True)).upper() != mixed:  # "the *DoE*", of Energy
                _keep(forms["initials"], mixed, name)
                _keep(forms["initials"], mixed.upper(), name)
        if formed == _WHOLE < len(parts) and parts[0].casefold() in given():
            founders[parts[1]] = name  # "Obi" of "Ada Obi Ltd"
    for short, name in founders.items():
        if short not in forms["last"]:
            _keep(forms["first"], short, name)
    out = {}
    for name in names:
        key = name.replace(".", "") if name.isupper() else name
        keys = {"last": key, "first": key, "initials": _JOINTS.sub("", key)}
        hows = [how for how, key in keys.items() if key in forms[how]]
        if hows:
            how = max(hows, key=lambda how: _fullness(forms[how][keys[how]], keys[how])[1])
            out[name] = forms[how][keys[how]], how
    return out


def _keep(forms: dict[str, str], key: str, name: str) -> None:
    if len(key) > 1 and _fullness(name, key) > _fullness(forms.get(key, ""), key):
        forms[key] = name


@cache
def _formal() -> frozenset[str]:
    return frozenset({*lexicon("names").forms, "&"})


def _fullness(name: str, short: str) -> tuple[bool, bool, int, int]:
    """Rank a name as the full form of a short one: "Kvern Inc." before "Kvern Credit Corp." before "Kvern Model S".

    Of firms the one with the fewest words of its own is fullest, of others that with the most, the first of equals.
    """
    formal = _formal()
    words, rest = name.split(), name.removeprefix(short).casefold().rstrip(".").split()
    firm, own = bool(rest) and rest[-1] in formal, sum(word not in formal for word in rest)
    return bool(rest) and not own, firm, -own if firm else len(words), len(words)


@cache
def load_weights() -> dict[str, tuple[float, ...]]:
    """Load the weights of each feature, one a kind, out of the package."""
    return {feature: tuple(weights) for feature, weights in read_learned("mentions/names/names").items()}


def classify(features: Mapping[str, float]) -> NameKind:
    """Return the kind that a name's features tell: person, organisation, place or, unless it speaks, other."""
    table = load_weights()
    held = [(share, table[feature]) for feature, share in features.items() if feature in table]
    scores = [bias + fsum(share * weights[at] for share, weights in held) for at, bias in enumerate(table["bias"])]
    if "says" in features:
        scores.pop()  # what speaks is somebody
    return KINDS[scores.index(max(scores))]
