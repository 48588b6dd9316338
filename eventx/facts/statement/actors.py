"""Actors: who a noun phrase means, by the fullest name in the article, with role, organisation and country."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from eventx.facts.statement.cues import FINITE
from eventx.facts.statement.names import Names
from eventx.facts.statement.offices import Office, trim_determiner
from eventx.facts.statement.phrases import Phrase, is_body, name_of
from eventx.mentions.names.spans import words
from eventx.records import Actor, ActorKind
from eventx.syntax.phrases import is_time

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "herself"})
IT, THEY = frozenset({"it", "itself", "which", "that"}), frozenset({"they", "them", "who"})
_FAR = 400  # characters from the last speaker to a "they" that means it
_BACK = 40  # mentions that a pronoun looks back over
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "PART"})
_JOINING = frozenset({"of", "for", "and", "&"})
_FURTHER = 14  # tokens after data within which it is said who made them
_PAPERS = frozenset(
    {"news", "times", "press", "daily", "herald", "post", "journal", "gazette", "reuters", "tv", "radio"}
)
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "you"})


class Actors(Names):
    """Who the noun phrases, pronouns and descriptions of one article mean."""

    def resolve(self, phrase: Phrase) -> Actor:
        """Make the actor that a phrase means."""
        actor = self._resolve(phrase)
        self._spoken.append((actor.mention.start, actor.name, actor.kind))
        return actor

    def _resolve(self, phrase: Phrase) -> Actor:
        doc, head = self.doc, phrase.head
        start = trim_determiner(doc, phrase.start, phrase.end)
        mention = self.reading.mention(doc[start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1]))
        lower = head.lower_
        if (
            phrase.end - phrase.start == 1
            and not (head.is_upper and len(head) > 1)
            and lower in HE | SHE | IT | THEY | _FIRST_PERSON
        ):
            return self._pronoun(mention.start, lower, Actor(mention=mention, name=mention.text))
        country = self._country(mention.start, mention.end)
        named = self._person_in(phrase) or self._human(phrase)
        if named is not None:
            if country == self._country(named.start_char, named.end_char):
                country = self._country(mention.start, named.start_char)
            name = self.person(name_of(named)) or name_of(named)
            office = self.office(named.start, named.end)
            if lower in SHE | HE:
                office = Office()
            return Actor(
                mention=mention,
                name=name,
                kind="person",
                role=office.role,
                organisation=office.organisation,
                country=country,
            )
        return self._thing(phrase, Actor(mention=mention, name=mention.text, country=country))

    def _thing(self, phrase: Phrase, actor: Actor) -> Actor:
        """Resolve what is no named person: a body, a place that speaks, data, people without a name, a description."""
        doc, head = self.doc, phrase.head
        lower, text, core = head.lower_, actor.mention.text, self._core(phrase)
        named = self.roster.at(head)
        if head.tag_ == "NNPS" and len(core.split()) == 1:
            return actor.model_copy(update={"kind": "group"})
        if named is not None and named.kind == "organisation":
            own = self.reading.text[named.start : named.end]
            return actor.model_copy(update={"name": named.name, "kind": "organisation", "organisation": own})
        if (beside := self._apposed_body(phrase)) is not None:
            return actor.model_copy(update={"name": beside, "kind": "organisation", "organisation": beside})
        alone = head.i - trim_determiner(doc, phrase.start, phrase.end) == 0 and lower in words("body")
        proper = head.pos_ == "PROPN" or (head.is_upper and len(head) > 1)
        if not proper or lower in words("role") or alone:
            definite = doc[phrase.start].lower_ in ("the", "this") or (
                head.tag_ == "NN" and self.reading.section(actor.mention.start) == "headline"
            )
            return self._described(phrase, actor, core, definite or (alone and proper))
        bodies = any(t.lower_ in words("body") for t in phrase.span)
        if (named is not None and named.kind == "place" and not bodies) or self._is_place(head, core):
            return actor.model_copy(update={"kind": "country"})
        if head.ent_type_ == "NORP" and len(core.split()) == 1:
            return actor.model_copy(update={"kind": "group"})
        full = self.body(core)
        name = full if full != core else text
        return actor.model_copy(update={"name": name, "kind": "organisation", "organisation": text})

    def _apposed_body(self, phrase: Phrase) -> str | None:
        """Return the body whose name stands beside its description: the data firm, Housemark."""
        head = phrase.head
        if head.pos_ != "NOUN" or (head.lower_ in words("role") and not is_body(head)):
            return None
        for child in head.rights:
            named = self.roster.at(child) if child.dep_ == "appos" else None
            if named is not None and named.kind == "organisation":
                return named.name
        return None

    def _described(self, phrase: Phrase, actor: Actor, core: str, definite: bool) -> Actor:
        """Resolve a description: data, people without a name, a body without one."""
        doc, head = self.doc, phrase.head
        lower, text = head.lower_, actor.mention.text
        if lower in words("data"):
            return _with(actor, "document", self._behind(phrase))
        if lower in words("role") or lower in words("people") or (head.tag_ == "NNS" and lower not in words("body")):
            rank = {t.lower_ for t in phrase.span if t.lower_ in words("rank")}
            if definite and lower in words("role") and head.tag_ != "NNS":
                holder = self._by_role(actor.mention.start, core, rank) or self._compatriot(phrase)
                if holder:
                    return actor.model_copy(update={"name": holder, "kind": "person"})
            spoken = lower in words("role") or lower not in words("bystanders")
            body = self._behind(phrase) if spoken else None
            return _with(actor, "group" if head.tag_ == "NNS" else "person", body)
        if lower in words("body"):
            known: str | None = self.body(core)
            if known == core:
                modifiers = [
                    t.lower_
                    for t in doc[phrase.start : head.i]
                    if t.pos_ in ("NOUN", "PROPN") or t.lower_ in words("relational")
                ]
                known = self._description(actor.mention.start, core, modifiers) if definite else None
            return actor.model_copy(update={"name": known or text, "kind": "organisation", "organisation": text})
        if lower in ("woman", "man", "girl", "boy"):
            return actor.model_copy(update={"kind": "person"})
        return _with(actor, "group" if head.tag_ == "NNS" else None, self._behind(phrase))

    def _compatriot(self, phrase: Phrase) -> str | None:
        """Return the person told of last, where a description tells of party, state or nation: "the Ohio Democrat"."""
        before = self.doc[phrase.start : phrase.head.i]
        if self.doc[phrase.start].lower_ != "the":
            return None
        told = any(t.ent_type_ in ("GPE", "NORP") for t in before) or phrase.head.lower_ in words("party")
        return self._last_person(phrase.head.idx, None) if told else None

    def _pronoun(self, at: int, lower: str, actor: Actor) -> Actor:
        if lower in HE | SHE:
            name = self._last_person(at, "m" if lower in HE else "f")
            return actor.model_copy(update={"name": name or actor.name, "kind": "person"})
        if lower in IT:
            spoken = self._spoken[-1] if self._spoken and self._spoken[-1][2] in ("document", "organisation") else None
            floor = spoken[0] if spoken is not None and at - spoken[0] < _FAR else -1
            name = self._last_body(at, places=True, floor=floor)
            if name is None and spoken is not None and floor >= 0:
                name = spoken[1] if spoken[2] == "organisation" else ""
            if not name:
                return actor.model_copy(update={"kind": "document"})
            if name in self.countries:
                return actor.model_copy(update={"name": name, "kind": "country"})
            return actor.model_copy(update={"name": name or actor.name, "kind": "organisation", "organisation": name})
        spoken = self._spoken[-1] if self._spoken else None
        if lower in THEY and spoken is not None and spoken[2] == "organisation" and at - spoken[0] < _FAR:
            return actor.model_copy(update={"name": spoken[1], "kind": "organisation", "organisation": spoken[1]})
        return actor.model_copy(update={"kind": "group" if lower in THEY else "person"})

    def _last_person(self, at: int, gender: str | None) -> str | None:
        """Return the last person, of a gender, who was a subject, else the last; nothing if that one has no name."""
        fallback = None
        last = bisect_left(self._starts, at)
        opening = self.reading.sentence_span(at).start_char
        for named in reversed(self.named[max(0, last - _BACK) : last]):
            alike = gender is None or (named.gender or gender) == gender
            if named.kind == "unnamed" and alike and named.start < opening:
                return None
            if named.kind != "person" or (gender is not None and self.genders.get(named.name, gender) != gender):
                continue
            if named.subject:
                if gender is not None:
                    self.genders.setdefault(named.name, gender)
                return named.name
            fallback = fallback or (named.name if " " in named.name else None)
        return fallback

    def _last_body(self, at: int, *, places: bool = False, floor: int = -1) -> str | None:
        """Return the last body that was a subject, from ``floor`` on; ``places``: or state, or body without a name."""
        last = bisect_left(self._starts, at)
        for named in reversed(self.named[max(0, last - _BACK) : last]):
            if named.start < floor:
                return None
            if named.kind == "organisation" and named.subject and not set(named.name.casefold().split()) & _PAPERS:
                return self.body(named.name)
            if places and named.kind in ("place", "body", "document"):
                return named.name
            places = places and named.kind != "company"
        return self._company

    def _description(self, at: int, core: str, modifiers: list[str]) -> str | None:
        """Return the body that "the company" or "the bureau" means; a body of other modifiers is another."""
        last_word = core.split()[-1].casefold()
        bearers = self.bearers.get(last_word, [])
        last = bisect_left(bearers, at, key=lambda n: n.start)
        before = reversed(bearers[max(0, last - _BACK) : last])
        after = bearers[last : last + 1] if self.reading.section(at) == "headline" else []
        for named in (*before, *after):
            if set(modifiers) <= set(named.name.casefold().split()):
                return named.name
        if last_word not in words("company") and (modifiers or last_word not in words("alone")):
            return None
        name = self._last_body(at)
        alike = not set(modifiers) & words("relational") or last_word in (name or "").casefold().split()
        return name if alike else None

    def _country(self, start: int, end: int) -> str | None:
        """Return the country of the first place in a phrase that is no part of a person's name: Nigel Farage."""
        i, names = bisect_left(self._place_starts, start), self.reading.names
        for located in self.reading.places[i : i + 4]:
            k = bisect_right(names, located.start, key=lambda n: n.start) - 1
            personal = k >= 0 and names[k].kind == "person" and located.start < names[k].end
            if located.end <= end and located.place.country and not personal:
                return located.place.country
        return None

    def _behind(self, phrase: Phrase) -> str | None:
        """Return the body behind people or data without a name: the ministry's figures, analysts at the bank."""
        if (owner := self._owner(phrase)) is not None:
            return owner
        if phrase.head.lower_ in words("data"):
            return self._source_of(phrase)
        return self.offices.describe(phrase.start, phrase.end, phrase.head.i).organisation

    def _source_of(self, phrase: Phrase) -> str | None:
        """Return the body whose data they are: its name or word before them, or after "of", "by" and "from"."""
        doc, head = self.doc, phrase.head
        start = trim_determiner(doc, phrase.start, head.i)
        mark = next((i for i in range(head.i - 1, start, -1) if doc[i].tag_ == "POS"), None)
        if mark is not None and (body := self.offices.body(start, mark, proper=True)):
            return body
        first = start if mark is None else mark + 1
        for i in range(head.i - 1, first - 1, -1):
            named = self.roster.at(doc[i])
            bare = first == i and doc[i].is_lower  # "council records"
            if (named is not None and named.kind == "organisation") or (is_body(doc[i]) and not bare):
                while first < i and doc[first].is_lower and doc[first].pos_ == "ADJ":
                    first += 1  # a new Gallup poll
                return name_of(doc[first : i + 1])
        for i in range(head.i + 1, min(len(doc), head.i + _FURTHER)):
            token = doc[i]
            if token.tag_ in FINITE or token.text in ".;:":
                return None
            made = token.lower_ == "by" and doc[i - 1].lower_ not in words("seen")
            told = made or (token.lower_ in ("of", "from") and i == head.i + 1)
            if told and (body := self.offices.body(i + 1, self._stop(i + 1), proper=made)):
                return body
        return None

    def _stop(self, start: int) -> int:
        """Return where the noun phrase that begins at a token ends."""
        doc, at = self.doc, trim_determiner(self.doc, start, len(self.doc))
        while (
            at < len(doc)
            and not is_time(doc[at])
            and (doc[at].pos_ in _NOMINAL or doc[at].lower_ in _JOINING or self.roster.at(doc[at]))
        ):
            at += 1
        return at

    def _owner(self, phrase: Phrase) -> str | None:
        """Return the body that "its" means where it is the subject before it in the sentence."""
        doc = self.doc
        if not any(t.lower_ == "its" for t in doc[max(0, phrase.start - 1) : phrase.head.i]):
            return None
        first = max(self.reading.sentence_span(phrase.head.idx).start, phrase.start - _BACK)
        subject = next((t for t in reversed(doc[first : phrase.start]) if t.dep_ == "nsubj"), None)
        named = self.roster.at(subject) if subject is not None else None
        return named.name if named is not None and named.kind == "organisation" else None


def _with(actor: Actor, kind: ActorKind | None, organisation: str | None) -> Actor:
    return actor.model_copy(update={"kind": kind, "organisation": organisation})
