"""Traits: what an article tells of its bodies beside their names, their trade and land, and who is only beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Set
from dataclasses import dataclass, field
from functools import cache, cached_property

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.memory import remembered
from eventx.mentions.names.oversight import oversight_of
from eventx.mentions.names.roster import Roster, is_public
from eventx.mentions.names.vocabulary import is_maker
from eventx.syntax.labels import NOUN_SUBJECTS, OWNING, PLACED, has_left
from eventx.syntax.tokens import hyphened
from eventx.text.section import last_before

_BEFORE, _BEHIND = 6, 9  # tokens beside a name that tell what it is
_NEAR, _MOST = 2, 12  # sentences, and names, before a description by a brand
_AWAY = 4  # sentences from who acts to a description
_ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
_TOLD = frozenset({"ADJ", "NOUN", "PART", "PUNCT", "PROPN"})
_MARKS = frozenset({"-", "’s", "'s", "’", "'"})


@dataclass
class Told:
    """What is told of a body: what it is called, with what stands before that, and of which lands it is."""

    trades: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Traits:
    """What the bodies of an article are, by their full names."""

    roster: Roster

    def suiting(self, token: Token, names: Collection[str]) -> frozenset[str]:
        """Return the bodies whose land or trade a description tells: "the Swedish firm", "the brewer"."""
        if not _is_of_firm(token):
            return frozenset()
        lands = self._lands(token.left_edge.i, token.i)
        ours = frozenset(n for n in names if lands & self._told[n].lands)
        trade = frozenset(n for n in names if self._is_described(token, n))
        return ours & trade or (ours if lands else trade)

    def free(self, token: Token, names: Collection[str]) -> frozenset[str]:
        """Return the bodies that a description may mean: those of no other land, and who is not only beside another."""
        if not _is_of_firm(token):
            return frozenset(names)
        lands = self._lands(token.left_edge.i, token.i)
        foreign = {n for n in names if lands and self._told[n].lands and not lands & self._told[n].lands}
        others = {n for n in names if self._is_of_other_trade(token, n)}
        ours = {n for n in self._beside if noun_of(token) in n.casefold().split()}  # "Tolla Bank said ... The bank"
        return frozenset(names) - foreign - others - (self._beside - ours) - oversight_of(self.roster).overseers

    def unknown(self, token: Token) -> Named | None:
        """Return the name known for nobody's that did something shortly before a firm is described, if there is one."""
        analysis, words = self.roster.analysis, lexicon("entities")
        placed = {(p.start, p.end) for p in analysis.places}
        noun = noun_of(token)
        if noun not in words.any_firm and not _tells_trade(noun):
            return None
        near = (n for n in last_before(self._bodies, token.idx, _MOST) if n.kind == "other")
        close = (n for n in near if analysis.sentence_at(token.idx) - analysis.sentence_at(n.start) < _AWAY)
        acting = {n.name: n for n in close if (n.start, n.end) not in placed and _acts(self.roster.span(n))}
        return next(iter(acting.values())) if len(acting) == 1 else None

    def holder(self, token: Token) -> Named | None:
        """Return the only firm told of before who is called by a brand: "Kvern Inc. fell. *The Glidex maker* said"."""
        if not (brand := brand_of(token)):
            return None
        at, words = self.roster.analysis.sentence_at, {t.lower_ for t in brand}
        close = (n for n in last_before(self._firms, token.idx, _MOST) if at(token.idx) - at(n.start) <= _NEAR)
        near = [n for n in close if at(n.start) < at(token.idx) or self._is_over(n, token)]
        free = {n.name: n for n in near if n.name not in self._beside and words.isdisjoint(n.name.lower().split())}
        return next(iter(free.values())) if len(free) == 1 else None

    def _is_over(self, name: Named, token: Token) -> bool:
        """Tell whether a name stands in a clause over that of a word: "*Kvern* fell as a court fined the maker"."""
        clause = next((t for t in (token, *token.ancestors) if t.dep_ == "advcl"), None)
        root = self.roster.span(name).root
        return clause is not None and clause.is_ancestor(token) and not (clause == root or clause.is_ancestor(root))

    @cached_property
    def _firms(self) -> list[Named]:
        """The names of firms, of no agency whose report an article is."""
        firms = (n for n in self.roster.of("organisation") if not is_public(n.name))
        return [n for n in firms if lexicon("entities").agencies.isdisjoint(n.name.lower().split())]

    @cached_property
    def _told(self) -> dict[str, Told]:
        out: dict[str, Told] = defaultdict(Told)
        for name in self._bodies:
            span, told = self.roster.span(name), out[name.name]
            own = name.name.casefold().split() if " " in name.name else ()
            told.trades.update({*own} - lexicon("entities").houses)  # "the bank" may be any: no "Kvern Bank"
            told.trades.update(t.lemma_.lower() for t in _tied(span) if t.pos_ == "NOUN")
            for held in _beside(span):
                nouns = [t.lemma_.lower() for t in held if t.pos_ == "NOUN" or t.lower_ in lexicon("names").describing]
                told.trades.update(nouns[-1:])
                told.words.update(nouns)
                told.lands |= self._lands(held.start, held.end)
        return out

    @cached_property
    def _bodies(self) -> list[Named]:
        return [name for name in self.roster.analysis.names if name.kind in ("organisation", "other")]

    def _lands(self, start: int, end: int) -> set[str]:
        """Return the codes of the lands that are told between two tokens."""
        doc, analysis = self.roster.analysis.doc, self.roster.analysis
        if start >= end:
            return set()
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        held = (p for p in analysis.places if first <= p.start < last and p.form != "nested")
        return {p.place.country for p in held if p.place.country}  # "the *Porto*-based lender" is Portuguese

    def called(self, name: str) -> Set[str]:
        """Return the words for bodies by which one is called, in its full name and beside it: "motors", "carmaker"."""
        own = name.lower().split() if " " in name else ()
        return self._told[name].trades.union(own) & body_nouns()

    def is_called(self, name: str, noun: str) -> bool:
        """Tell whether a body is called by a noun, or what is alike: "Kvern Motors", "the carmaker"."""
        return not self.called(name).isdisjoint(alike(noun))

    def _is_described(self, token: Token, name: str) -> bool:
        """Tell whether a description has what stands beside a name, its trade and all that is told before it."""
        noun, told = noun_of(token), self._told[name]
        marks = {t.lemma_.lower() for t in marks_before(token)}
        called = not told.trades.isdisjoint(alike(noun))
        known = noun in told.words and bool(marks) if noun in lexicon("entities").any_firm else called
        return known and marks <= told.words

    def _is_of_other_trade(self, token: Token, name: str) -> bool:
        """Tell whether a description tells another trade than stands beside a name: "the insurer"."""
        noun = token.lemma_.lower()
        own = set(filter(_tells_trade, self._told[name].words))
        return _tells_trade(noun) and bool(own) and own.isdisjoint(alike(noun))

    @cached_property
    def _beside(self) -> frozenset[str]:
        """The bodies that are named once: as who comments on another, or has bought it."""
        counts = Counter(name.name for name in self._bodies)
        once = (name for name in self._bodies if counts[name.name] == 1)
        return frozenset(n.name for n in once if self._comments(n) or _has_bought(self.roster.span(n).root))

    def _comments(self, name: Named) -> bool:
        """Tell whether a bank, broker or adviser only says something, behind the first sentence."""
        root, words = self.roster.span(name).root, lexicon("entities")
        house = {*name.name.casefold().split()[-1:], *self._told[name.name].trades}
        house |= {"bank"} if name.name.endswith("bank") else set()  # "Nordbank"
        first = self.roster.analysis.sentence_at(name.start) == 0
        says = root.dep_ in NOUN_SUBJECTS and root.head.lemma_.lower() in words.commenting
        return says and not first and not house.isdisjoint(words.houses)


def _tells_trade(noun: str) -> bool:
    """Tell whether a word tells what only firms of one trade are: "airline", "planemaker", no "maker"."""
    return noun in lexicon("entities").trading or (is_maker(noun) and noun not in lexicon("entities").any_firm)


def _is_of_firm(token: Token) -> bool:
    """Tell whether a noun describes a firm that is known: "the Swedish brewer", no "army", no "a brewer"."""
    noun, names, words = noun_of(token), lexicon("names"), lexicon("entities")
    firm = noun in names.company | words.any_of("any_firm", "trading") or is_maker(noun)
    return token.pos_ == "NOUN" and token.tag_ == "NN" and firm and token.left_edge.lower_ in ("the", "this")


def marks_before(token: Token) -> list[Token]:
    """Return the words before a noun that tell which is meant, but for its place: "the *state* bank"."""
    return [t for t in token.lefts if t.dep_ in ("amod", "compound") and not is_of_place(t)]


def is_of_place(token: Token) -> bool:
    """Tell whether a word before a noun tells where somebody is: "the *Oslo-based* airline"."""
    return any(t.ent_type_ in PLACED for t in token.subtree)


def brand_of(token: Token) -> list[Token]:
    """Return the brand by which a firm is called: "the *Glidex* maker"."""
    known = token.lemma_.lower() in lexicon("entities").holding and token.left_edge.lower_ == "the"
    return [t for t in token.lefts if t.dep_ == "compound" and t.text[:1].isupper()] if known else []


def words_beside(span: Span) -> frozenset[str]:
    """Return the words that tell what a name is: "former", "mayor" of "Ann Low, the former mayor"."""
    return frozenset(word for held in _beside(span) for t in held for word in (t.lower_, t.lemma_.lower()))


def _beside(span: Span) -> tuple[Span, Span]:
    """Return what tells of a name before and behind it."""
    first, last = _before(span.doc, span.start), _behind(span.doc, span.end)
    return span.doc[first : span.start], span.doc[span.end : last]


def _tied(span: Span) -> list[Token]:
    """Return the nouns that a name is tied to: "the Halvorsen *mill*", "Kvern, *maker* of cars"."""
    root = span.root
    over = [root.head] if root.dep_ in OWNING | {"appos"} else []
    return [*over, *(c for c in root.rights if c.dep_ == "appos"), *span.doc[span.end : span.end + 1]]


def _before(doc: Doc, start: int) -> int:
    """Return where what tells of a name begins before it: "Danish shipper" of "the Danish shipper Kvern"."""
    first = start
    while first > max(0, start - _BEFORE) and _tells(doc[first - 1]):
        first -= 1
    return first


def _behind(doc: Doc, end: int) -> int:
    """Return where what tells of a name ends behind it: "Kvern, a Danish shipper,", "Low, 54, a dentist,"."""
    at = end + 2 * (doc[end + 1 : end + 2].text.isdigit() and doc[end : end + 1].text == ",")
    if at + 1 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in ("a", "an", "the"):
        return end
    last = at + 2
    while last < min(len(doc), at + _BEHIND) and _tells(doc[last]):
        last += 1
    return last


def is_acting(root: Token) -> bool:
    """Tell whether somebody is the subject of a clause, or owns it."""
    return root.dep_ in _ACTING or (root.dep_ == "poss" and root.head.dep_ in _ACTING)


def _acts(span: Span) -> bool:
    """Tell whether a name is of who does something: no "Neighbours", no "the Galaxy Fold"."""
    bare = not span.start or span.doc[span.start - 1].pos_ != "DET"
    return bare and is_acting(span.root) and (len(span) > 1 or span.root.tag_ == "NNP")


def noun_of(token: Token) -> str:
    """Return the lemma of a noun, with what a hyphen joins to it: "start-up"."""
    whole = hyphened(token)
    return whole if whole in lexicon("entities").bodies else token.lemma_.lower()


def _tells(token: Token) -> bool:
    mark = token.pos_ in ("PUNCT", "PART") and token.text not in _MARKS
    return token.pos_ in _TOLD and not mark and not token.is_space


def _has_bought(root: Token) -> bool:
    """Tell whether somebody is told as who has bought another, or whom it was sold to: "It was bought by Kvern"."""
    tie, words = root.head, lexicon("entities")
    verb = tie.head
    bought = tie.lower_ == "by" and verb.lemma_.lower() in words.buying
    sold = tie.lower_ == "to" and verb.lemma_.lower() == "sell"
    if root.dep_ == "pobj" and (bought or sold):
        return has_left(verb, "nsubjpass")
    owned = [c for c in tie.rights if c.dep_ == "dobj"] if tie.lemma_.lower() in words.buying else []
    return root.dep_ == "nsubj" and any(c.lower_ == "it" for c in owned)


@remembered
def traits_of(roster: Roster) -> Traits:
    """Return what the bodies of an article are, found once for all that ask."""
    return Traits(roster)


def alike(noun: str) -> set[str]:
    """Return the words that describe the same kind of body as a noun, with it: a lender is a bank."""
    return {noun}.union(*(group for group in load_lexicon("entities")["alike"] if noun in group))


@cache
def body_nouns() -> frozenset[str]:
    """The words for bodies: firms, sites, offices and the like."""
    return lexicon("entities").any_of("bodies", "offices", "collectives")
