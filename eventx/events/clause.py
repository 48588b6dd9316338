"""Clause: what surrounds a group of facts (its verb, what is measured) and the tokens that stand in each position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from spacy.tokens import Token

from eventx.events.frame import Frame
from eventx.events.grouping import Group
from eventx.lexicons import load_lexicon
from eventx.mentions.names.spans import words as name_words
from eventx.mentions.nouns import unparsed_subject
from eventx.mentions.persons import is_person
from eventx.mentions.reading import Reading
from eventx.mentions.units import TIMES
from eventx.records import Mention
from eventx.syntax import phrases as syntax
from eventx.syntax.tense import told_by

_PARTS = frozenset({"prt", "prep", "advmod", "dobj", "acomp", "ccomp", "xcomp", "oprd", "attr", "npadvmod"})
_WITHIN = frozenset({"of", "from", "in"})
_REACH = 8


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("clause")[name])


def is_price(per: str | None) -> bool:
    """Tell whether an amount per something is a price; one per person or month is none.

    >>> is_price("barrel"), is_price("household"), is_price("month"), is_price(None)
    (True, False, False, False)
    """
    return per is not None and per not in _words("heads") and per not in TIMES


@dataclass
class Clause:
    """A group of facts in its clause."""

    reading: Reading
    group: Group
    gap: Token | None = None
    """The subject of a clause that leaves its verb out: "Germany $30 million"."""
    _found: dict[str, list[Token]] = field(default_factory=dict, repr=False)

    @cached_property
    def token(self) -> Token:
        """The head of the leading number."""
        lead = self.group.lead
        return self.reading.span(lead.span.start, lead.span.end).root

    @cached_property
    def noun(self) -> Token | None:
        """The head of what is measured or counted."""
        mention = self.group.measured
        if mention is None:
            token = self.token
            inner = next(
                (g for c in token.rights if c.lower_ in ("in", "of") for g in c.children if g.dep_ == "pobj"), None
            )
            if inner is not None and inner.pos_ == "NOUN" and not syntax.is_time(inner):
                return inner
            over = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("of", "worth") else token.head
            return over if self.group.lead.type == "money" and over.pos_ == "NOUN" else None
        root = self.reading.span(mention.start, mention.end).root
        if root.lemma_.lower() in _words("light"):
            of = next((p for p in root.children if p.lower_ == "of"), None)
            inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
            return inner if inner is not None and inner.idx < mention.end else root
        return root

    @cached_property
    def verb(self) -> Token | None:
        """The verb that governs the leading number."""
        trigger = getattr(self.group.lead, "trigger", None)
        if isinstance(trigger, Mention):
            token = self.reading.span(trigger.start, trigger.end).root
            if token.pos_ in ("VERB", "AUX"):
                return token
        found = told_by(syntax.governing_verb(self.token), self.token)
        while found is not None and (found.dep_ in ("aux", "auxpass") or found.lower_ in _words("no_verbs")):
            found = found.head if found.dep_ in ("aux", "auxpass") else syntax.governing_verb(found)
        if found is not None and found.dep_ == "ccomp" and found.head.lemma_.lower() == "let":
            return found.head  # "let four waitresses go"
        return found

    @cached_property
    def verb_names(self) -> tuple[str, ...]:
        """The lemma of the verb, first with its particle, preposition or object: "lay_off", "lose_job", "lay"."""
        names: list[str] = [*self._own_names]
        verb = self.verb
        if verb is not None:
            lemma = verb.lemma_.lower()
            parts = [c for c in verb.children if c.dep_ in _PARTS and abs(c.i - verb.i) < 12]
            phrases = [f"{lemma}_{c.lower_}_{g.lemma_.lower()}" for c in parts if c.dep_ == "prep" for g in c.children]
            phrases += [f"{lemma}_{x}" for c in parts for x in {c.lower_, c.lemma_.lower()}]
            if verb.i + 1 < len(verb.doc) and verb.nbor(1).pos_ == "ADJ":
                phrases.append(f"{lemma}_{verb.nbor(1).lower_}")  # "shot dead six people"
            names = self._states + phrases + names + [lemma]
            if verb.tag_ in ("VBD", "VBN"):  # the lemmatiser makes "fin" of "fined"
                names += [verb.lower_.removesuffix("d"), verb.lower_.removesuffix("ed")]
        else:
            sentence = self.reading.sentence_span(self.token.idx)
            before = self.token.doc[max(sentence.start, self.token.left_edge.i - _REACH) : self.token.i]
            names = self._states + names + [t.lemma_.lower() for t in reversed(before) if t.is_alpha]
        return tuple(names)

    @property
    def _states(self) -> list[str]:
        """What the counted are by the word behind them: "12 people homeless and two dead"."""
        if self.group.lead.type != "headcount":
            return []
        doc, noun = self.token.doc, self.noun
        last = noun if noun is not None and noun.i in (self.token.i + 1, self.token.i + 2) else self.token
        behind = [last, *doc[last.i + 1 : last.i + 2]]
        return [f"be_{t.lower_}" for t in behind if t.lower_ in _words("states")]

    @property
    def _own_names(self) -> tuple[str, ...]:
        """What the counted do or suffer themselves: "the families of five workers killed in a blast"."""
        action = getattr(self.group.lead, "action", None)
        return (action, action.split("_")[0]) if isinstance(action, str) else ()

    @cached_property
    def noun_names(self) -> tuple[str, ...]:
        """The lemma of what is measured, first with its compounds: "job_loss" (also of "loss of jobs"), "loss".

        What is said of the counted is theirs, too: "the deaths of 500 people".
        """
        noun = self.noun
        if noun is None:
            return ()
        lemma = noun.lemma_.lower()
        within = (g for p in noun.rights if p.lower_ in _WITHIN for g in p.children if g.dep_ == "pobj")
        over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
        whole = over.lemma_.lower() if over is not None and over.pos_ == "NOUN" else None
        return (
            *(f"{c.lemma_.lower()}_{lemma}" for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")),
            *(f"{g.lemma_.lower()}_{lemma}" for g in within),
            *((f"{lemma}_{whole}", whole) if whole and self.group.lead.type == "headcount" else ()),
            lemma,
            noun.lower_,
        )

    @cached_property
    def near(self) -> frozenset[str]:
        """The lemmas of what is measured; for money also of what stands beside the verb."""
        mention = self.group.measured
        held = self.reading.span(mention.start, mention.end) if mention is not None else ()
        out = {t.lemma_.lower() for t in held} | {"national" for t in held if t.ent_type_ == "NORP"}
        if self.group.lead.type == "money" and self.verb is not None:
            for child in self.verb.children:
                if child.dep_ in ("dobj", "prep", "attr") and abs(child.i - self.verb.i) < 15:
                    out.update(t.lemma_.lower() for t in (child, *child.children))
                    out.update(
                        g.lemma_.lower() for c in child.children for g in c.children if g.dep_ in ("compound", "prep")
                    )
        return frozenset(out)

    def action(self, frame: Frame, told: bool = False) -> str | None:
        """Return the action that a frame finds here, or None; ``told`` if an event of its type stands near before."""
        words = frame.words
        if words.has("unless", self.noun_names) or words.has("unless_verbs", self.verb_names):
            return None
        hard = words.has("unless_weak", self.noun_names)
        counted = not hard and words.has("counted", self.near)
        changed = self.group.lead.type == "change" and (self._turns or frame.pair is None)
        for name in self._own_names if self.detached else () if changed else self.verb_names:
            if name in words.verbs:
                return words.verbs[name]
            if name in words.weak and (
                counted or self._abroad(frame, words.weak[name], both=not (told or self._worth))
            ):
                return words.weak[name]
        if hard or self.befallen:
            return None
        for name in self.noun_names:
            if name in words.nouns:
                return words.nouns[name]
            if name in words.between and (told or self._abroad(frame, words.between[name])):
                return words.between[name]
        if self.group.lead.type != "change":
            for position, name in frame.signs.items():
                if any(self._signs(t, position) for t in self.at(position) if position != "for" or t.i > self.token.i):
                    return name
        return None

    def _signs(self, token: Token, position: str) -> bool:
        """Tell whether what stands in a position may be a sign: of two objects, the first is somebody."""
        if not _is_noun(token) or syntax.is_time(token) or self._holds(token):
            return False
        return position != "indirect" or token.pos_ == "PROPN" or is_person(token) or token.lower_ in name_words("body")

    def counts(self, frame: Frame) -> bool:
        """Tell whether one of a frame's counted words is counted here, without a trigger."""
        barred = frame.words.has("unless", self.noun_names) or frame.words.has("unless_verbs", self.verb_names)
        return not (self.detached or self.befallen or barred) and frame.words.has("counted", self.noun_names)

    @property
    def _worth(self) -> bool:
        """Whether the amount is what goods are worth: "rice worth $2 million", "$2 million worth of rice"."""
        end = self.group.lead.span.end
        return self.token.head.lower_ == "worth" or "worth" in self.reading.text[end : end + 9]

    @property
    def _turns(self) -> bool:
        """Whether the verb is that of a change: "rose 5%", but not "imported rice worth $2 million, up 5%"."""
        trigger = getattr(self.group.lead, "trigger", None)
        return self.verb is None or not isinstance(trigger, Mention) or trigger.start <= self.verb.idx < trigger.end

    def _abroad(self, frame: Frame, action: str, both: bool = False) -> bool:
        """Tell whether one of the two places of a flow, or both, stand beside it: "shipments to Britain"."""
        if frame.pair is None:
            return False
        held = (
            any(t.ent_type_ in ("GPE", "LOC", "NORP") for p in frame.roles[name].positions(action) for t in self.at(p))
            for name in frame.pair
        )
        return all(held) if both else any(held)

    @cached_property
    def befallen(self) -> bool:
        """Whether the verb tells what befell the counted, whatever they do: "two nurses were arrested"."""
        action = getattr(self.group.lead, "action", None)
        return isinstance(action, str) and action.split("_")[0] in _words("befall")

    @cached_property
    def detached(self) -> bool:
        """Whether the counted stand inside another noun phrase: "a survey of 1,200 guests"; the verb is not theirs."""
        token = self.token
        if self.group.lead.type != "headcount" or token.dep_ not in ("pobj", "nummod"):
            return False
        head = token if token.dep_ == "pobj" else token.head
        of = head.head
        if head.dep_ != "pobj" or of.lower_ != "of":
            return False
        if of.head.pos_ == "NUM":
            return True  # "600 of its 2,000 workers": the 600 are laid off
        return of.head.pos_ == "NOUN" and of.head.lemma_.lower() not in _words("bodies") | _words("light")

    def elide(self, subject: Token | None) -> None:
        """Take the subject of a clause that leaves its verb out."""
        self.gap = subject
        self._found.pop("subject", None)

    def at(self, position: str) -> list[Token]:
        """Return the heads of the phrases that stand in a position, in text order."""
        if position not in self._found:
            self._found[position] = list(self._seek(position))
        return self._found[position]

    def _seek(self, position: str) -> Iterator[Token]:
        if position.startswith("fact."):
            for fact in (self.group.lead, *self.group.facts):
                mention = getattr(fact, position[5:], None)
                if isinstance(mention, Mention):
                    yield self.reading.span(mention.start, mention.end).root
                    return
        elif position == "subject" and self.gap is not None:
            yield self.gap
        elif position in ("subject", "object", "indirect", "verb", "infinitive"):
            yield from self._of_verb(position)
        elif position == "made":
            yield from (c for goods in self.at("of") for c in goods.lefts if c.pos_ == "ADJ" and c.ent_type_)
        elif position == "cue":
            trigger = getattr(self.group.lead, "trigger", None)
            root = self.reading.span(trigger.start, trigger.end).root if isinstance(trigger, Mention) else None
            if root is not None and _is_noun(root):
                yield root
        elif position in ("modifier", "possessor", "compound", "noun", "apposition"):
            yield from self._of_noun(position)
        else:
            yield from self._after(position)

    def _of_verb(self, position: str) -> Iterator[Token]:
        verb = self.verb
        if verb is None:
            return
        if position == "verb":
            yield verb
            return
        if position == "infinitive":
            yield from (c for c in verb.rights if c.tag_ == "VB" and c.i > self.token.i and c.left_edge.lower_ == "to")
            return
        found = syntax.subject(verb)
        outer = False
        if found is None and verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VBD", "VBZ", "VBP"):
            outer = True
            found = verb.head  # "a firm employing 40"
        passive = found is None and verb.tag_ == "VBN"
        if found is not None and found.dep_ == "nsubjpass":  # but who "was ordered to pay" pays
            passive = found.head is verb or verb.tag_ != "VB" or any(c.dep_ == "auxpass" for c in verb.lefts)
        if found is not None and found.tag_ in ("WDT", "WP"):
            found, outer = syntax.antecedent(found) or found, True
        if position == "indirect":
            yield from (c for c in verb.children if c.dep_ in ("dative", "iobj") and c.pos_ != "ADP")
            # "fined the bank 5 million euros", "paid the families of the dead 65 million", read as one noun phrase
            yield from (c for c in self.token.lefts if c.dep_ in ("nmod", "compound") and _is_noun(c) and c.i > verb.i)
            yield from (
                c for c in verb.rights if c.dep_ == "dobj" and _is_noun(c) and c.i < self.token.i and self._holds(c)
            )
        elif (position == "subject") != passive:
            if found is not None and (outer or not self._own(found)):
                yield found
        elif position == "subject":
            yield from (g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
        else:
            yield from (c for c in verb.rights if c.dep_ in ("dobj", "oprd") and not self._own(c))
            if verb.dep_ == "relcl" and not outer:
                yield verb.head  # "the chain that it bought in 2021"

    def _holds(self, token: Token) -> bool:
        """Tell whether the number stands within a phrase."""
        return token.left_edge.i <= self.token.i <= token.right_edge.i

    def _own(self, token: Token) -> bool:
        """Tell whether a phrase holds the number itself, or is what it measures."""
        lead = self.group.lead.span
        if token.left_edge.idx <= lead.start and lead.end <= token.right_edge.idx + len(token.right_edge):
            return True
        mention, verb = self.group.measured, self.verb
        if self.group.lead.type == "measure":
            return False  # what has the measure may well be the one who acts
        if token.pos_ == "PRON" and mention is not None and mention.end <= self.group.lead.sentence.start:
            return True  # "they gained 0.7%": what is measured is named before
        acts = verb is not None and any(
            c.dep_ == "dobj" and c.i != token.i and c.i != self.token.i for c in verb.rights
        )
        return mention is not None and mention.start <= token.idx < mention.end and not acts

    def _of_noun(self, position: str) -> Iterator[Token]:
        noun = self.noun
        if noun is None:
            return
        if position == "noun":
            yield noun
        elif position == "apposition":
            yield from (c for c in noun.rights if c.dep_ == "appos")
        else:
            wanted = {
                "modifier": ("amod", "compound", "poss", "nmod"),
                "possessor": ("poss",),
                "compound": ("compound", "nmod"),
            }[position]
            yield from (c for c in noun.lefts if c.dep_ in wanted)

    def _after(self, preposition: str) -> Iterator[Token]:
        """Yield the objects of a preposition that belongs to the noun, the number or the verb, in text order."""
        yield from self._objects.get(preposition, ())

    @cached_property
    def _those(self) -> Token | None:
        """The pronoun that stands for what is measured and has places of its own: "those to China"."""
        subject = (unparsed_subject(self.verb) or syntax.subject(self.verb)) if self.verb is not None else None
        return subject if subject is not None and subject.lower_ in ("those", "that") else None

    @cached_property
    def _objects(self) -> dict[str, list[Token]]:
        heads = [t for t in (self._those or self.noun, self.token, self.token.head, self.verb) if t is not None]
        mention = self.group.measured
        if mention is not None and self._those is None:
            heads += [t for t in self.reading.span(mention.start, mention.end) if t.pos_ == "NOUN"]
        for fact in self.group.facts[1:] if self._those is None else ():  # "cars worth 14 billion euros to Japan"
            root = self.reading.span(fact.span.start, fact.span.end).root
            heads += [root, root.head] if root.head.lower_ == "worth" else [root]
        prepositions = {prep.i: prep for head in heads for prep in _prepositions(head)}
        found: dict[str, list[Token]] = {}
        for prep in prepositions.values():
            found.setdefault(prep.lower_, []).extend(c for c in prep.children if c.dep_ == "pobj")
        return {word: sorted(objects, key=lambda t: t.i) for word, objects in found.items()}


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def _prepositions(head: Token) -> Iterator[Token]:
    """Yield the prepositions of a word, theirs, and those of what "of" brings ("exports of chips to China")."""
    for child in head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ != "according":
            yield child
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield inner
                elif inner.dep_ == "pobj" and child.lower_ in ("of", "in", "to", "from"):
                    yield from (c for c in inner.children if c.dep_ == "prep")
