"""Actors: who a noun phrase means, by the fullest name in the article, with role, organisation and country."""

from __future__ import annotations

from bisect import bisect_left

from eventx.records import Actor, ActorKind
from eventx.speech.cues import FINITE
from eventx.speech.names import Names
from eventx.speech.offices import Office, trim_determiner
from eventx.speech.phrases import Phrase, is_body, name_of, phrase_at, words

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "herself"})
IT, THEY = frozenset({"it", "itself", "which", "that"}), frozenset({"they", "them", "who"})
_FAR = 400  # characters from the last speaker to a "they" that means it
_BACK = 40  # mentions that a pronoun looks back over
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
        named = self._person_in(phrase)
        if named is not None:
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
        lower = head.lower_
        label = head.ent_type_
        text = actor.mention.text
        core = self._core(phrase)
        definite = doc[phrase.start].lower_ in ("the", "this") or (
            head.tag_ == "NN" and self.reading.section(actor.mention.start) == "headline"
        )
        lone = head.i - trim_determiner(doc, phrase.start, phrase.end) == 0 and lower in words("body")
        if (
            head.pos_ == "NOUN"
            and (
                named := next(
                    (c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ == "ORG"), None
                )
            )
            is not None
        ):
            name = self.body(name_of(doc[max(named.left_edge.i, head.i + 1) : named.i + 1]))
            if lower not in words("role") or lower in ("owner", "operator", "maker", "producer"):
                return actor.model_copy(update={"name": name, "kind": "organisation", "organisation": name})
        definite = definite or (lone and head.pos_ == "PROPN")
        proper = head.pos_ == "PROPN" or (head.is_upper and len(head) > 1)
        if not proper or lower in words("role") or lone:
            if lower in words("data"):
                return _with(actor, "document", self._body_of(phrase))
            if (
                lower in words("role")
                or lower in words("people")
                or (head.tag_ == "NNS" and lower not in words("body"))
            ):
                rank = {t.lower_ for t in phrase.span if t.lower_ in words("rank")}
                if definite and lower in words("role") and (holder := self._by_role(actor.mention.start, core, rank)):
                    return actor.model_copy(update={"name": holder, "kind": "person"})
                kind: ActorKind = "group" if head.tag_ == "NNS" else "person"
                return _with(actor, kind, self._body_of(phrase))
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
            return _with(actor, "group" if head.tag_ == "NNS" else None, self._body_of(phrase))
        place = self._is_place(head, core) or (label == "LOC" and len(core.split()) == 1)
        if place and not any(t.lower_ in words("body") for t in phrase.span):
            return actor.model_copy(update={"kind": "country"})
        if (label == "NORP" and len(core.split()) == 1) or (label != "ORG" and head.tag_ == "NNPS"):
            return actor.model_copy(update={"kind": "group"})
        full = self.body(core)
        return actor.model_copy(
            update={"name": full if full != core else text, "kind": "organisation", "organisation": text}
        )

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

    def _last_person(self, at: int, gender: str) -> str | None:
        """Return the last person of a gender who was a subject, else the last one; nothing if that one has no name."""
        fallback = None
        last = bisect_left(self._starts, at)
        opening = self.reading.sentence_span(at).start_char
        for named in reversed(self.named[max(0, last - _BACK) : last]):
            if named.kind == "unnamed" and (named.gender or gender) == gender and named.start < opening:
                return None
            if named.kind != "person" or self.genders.get(named.name, gender) != gender:
                continue
            if named.subject:
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
        i = bisect_left(self._place_starts, start)
        return next((p.place.country for p in self.reading.places[i : i + 4] if p.end <= end and p.place.country), None)

    def _body_of(self, phrase: Phrase) -> str | None:
        """Return the body in a phrase of data or people: the ministry's data, analysts at the bank."""
        doc, head, lower = self.doc, phrase.head, phrase.head.lower_
        best = self._owner(phrase) or self._namesake(phrase) or self._maker(phrase)
        for token in doc[phrase.start : head.i]:
            if token.tag_ == "POS" and token.i > phrase.start:
                owner = doc[token.i - 1]
                if " " in self.full.get(owner.lower_, ""):
                    continue
                if (
                    is_body(owner)
                    or owner.ent_type_ == "ORG"
                    or owner.text.casefold() in self.bodies
                    or (
                        owner.pos_ == "PROPN"
                        and not self._is_place(owner)
                        and owner.ent_type_ not in ("GPE", "NORP", "PERSON", "LOC", "DATE")
                    )
                ):
                    return name_of(doc[phrase.start : token.i])
        for token in doc[phrase.start : phrase.end]:
            named = (
                (token.pos_ == "PROPN" or (token.is_upper and len(token) > 1 and token.is_alpha))
                and token.i > head.i
                and lower not in ("residents", "people", "members", "citizens", "voters")
                and doc[token.i - 1].lower_ in ("by", "at", "for", "of", "from", "the")
                and doc[head.i + 1].lower_ not in ("in", "on")
                and not (token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "HYPH")
                and not self._is_place(token)
                and not (token.dep_ == "compound" and token.head.pos_ == "NOUN" and not is_body(token.head))
                and token.ent_type_ not in ("GPE", "LOC", "PERSON", "NORP", "DATE")
            )
            if (
                token.i == head.i
                or (token.pos_ == "PRON" and not token.is_upper)
                or token.lower_ in ("hers", "his", "theirs", "ours", "mine")
                or not (is_body(token) or token.ent_type_ == "ORG" or named)
                or (token.tag_ == "NNS" and token.ent_type_ != "ORG")
            ):
                continue
            end = token.i + 1
            while end < phrase.end and doc[end].ent_type_ == "ORG" and doc[end].ent_iob_ == "I":
                end += 1
            if (
                end < phrase.end
                and token.i > head.i
                and doc[end].pos_ in ("NOUN", "PROPN")
                and (is_body(doc[end]) or doc[end].pos_ == "PROPN")
            ):
                while end < phrase.end and doc[end].pos_ in ("NOUN", "PROPN"):
                    end += 1
            start = token.i
            while (
                start > phrase.start and doc[start - 1].pos_ in ("PROPN", "NOUN", "ADJ", "PART") and start - 1 != head.i
            ):
                start -= 1
            if token.i > head.i and (
                doc[start - 1].lower_
                in ("a", "an", "with", "familiar", "four", "several", "some", "many", "two", "three")
                or doc[head.i + 1].lower_ in ("with", "close", "about", "on")
            ):
                continue
            if (
                token.i > head.i
                and start - 1 > head.i
                and doc[start - 1].lower_ not in ("the", "a", "an", "its")
                and doc[start - 1].pos_ != "ADP"
            ):
                continue
            if any(
                (t.lower_ in words("role") and t.is_title) or (t.ent_type_ == "PERSON" and not is_body(t))
                for t in doc[start:end]
                if token.i > head.i
            ):
                continue
            if lower in words("data") and end - start == 1 and end == head.i and doc[start].is_lower:
                continue  # council records
            if lower in words("data") and (
                doc[end - 1].lower_ in ("study", "survey", "poll") or doc[start - 1].lower_ == "for"
            ):
                continue  # results of the National Nutrition Study, a survey for the programme
            while start < end - 1 and doc[start].is_lower and doc[start].pos_ == "ADJ" and doc[end - 1].pos_ == "PROPN":
                start += 1  # a new Gallup poll
            best = name_of(doc[start:end])
            if token.i > head.i:
                return best
        return best

    def _maker(self, phrase: Phrase) -> str | None:
        """Return the body by which data are made: an exit poll by Norna, a survey conducted by the institute."""
        doc, head = self.doc, phrase.head
        if head.lower_ not in words("data"):
            return None
        for token in doc[head.i + 1 : min(len(doc), head.i + 14)]:
            if token.tag_ in FINITE or token.text in ".;:":
                return None
            if token.lower_ == "by":
                made = doc[token.i - 1].lower_ not in words("seen")
                return self._body_at(token.i + 1) if made else None
        return None

    def _body_at(self, at: int) -> str | None:
        """Return the body whose name starts at a token: one word, or words of which one says what it is."""
        doc, size = self.doc, len(self.doc)
        start = end = trim_determiner(doc, at, min(size, at + 2))
        while end < size and (doc[end].pos_ == "PROPN" or (end > start and doc[end].lower_ in ("of", "for"))):
            end += 1
        while end > start and doc[end - 1].pos_ != "PROPN":
            end -= 1
        body = end - start == 1 or any(is_body(t) or t.ent_type_ == "ORG" for t in doc[start:end])
        return name_of(doc[start:end]) if end > start and body and not self._is_place(doc[end - 1]) else None

    def _namesake(self, phrase: Phrase) -> str | None:
        """Return the body whose name stands before people or data: Scientology officials, Nielsen audience figures."""
        doc, head = self.doc, phrase.head
        start = trim_determiner(doc, phrase.start, head.i)
        end = start
        while end < head.i and (
            (doc[end].pos_ == "PROPN" and doc[end].is_title) or (doc[end].is_upper and len(doc[end]) > 1)
        ):
            if doc[end].ent_type_ in ("GPE", "NORP", "PERSON", "DATE", "FAC", "LOC") or self._is_place(doc[end]):
                return None
            end += 1
        data = head.lower_ in words("data") and not doc[start].is_upper
        spoken = data or head.lower_ in words("role") or head.lower_ in words("people")
        rest = all(t.is_lower and t.pos_ in ("NOUN", "ADJ") for t in doc[end : head.i])
        return name_of(doc[start:end]) if start < end and spoken and rest and head.pos_ == "NOUN" else None

    def _owner(self, phrase: Phrase) -> str | None:
        """Return the body that "its" means where it is the subject before it in the sentence."""
        doc = self.doc
        if not any(t.lower_ == "its" for t in doc[max(0, phrase.start - 1) : phrase.head.i]):
            return None
        first = max(self.reading.sentence_span(phrase.head.idx).start, phrase.start - _BACK)
        subject = next((t for t in reversed(doc[first : phrase.start]) if t.dep_ == "nsubj"), None)
        if subject is None or subject.pos_ != "PROPN":
            return None
        named = self._thing(
            phrase_at(subject), Actor(mention=self.reading.mention(subject.idx, subject.idx + 1), name="")
        )
        return self.body(name_of(phrase_at(subject).span)) if named.kind == "organisation" else None


def _with(actor: Actor, kind: ActorKind | None, organisation: str | None) -> Actor:
    return actor.model_copy(update={"kind": kind, "organisation": organisation})
