"""Names: who an article's noun phrases name, and who holds which office."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Span, Token

from eventx.speech.columns import identities
from eventx.speech.mentions import PAPER, Mentions, Named
from eventx.speech.offices import Office, trim_determiner
from eventx.speech.phrases import Phrase, bare, is_body, is_human, name_of, words

_NEAR = 40  # holders of an office that a description looks back or on to


class Names(Mentions):
    """The named people and bodies of one article, by phrase and by office."""

    def learn(self, phrases: list[Phrase]) -> None:
        """Take in the names of phrases that are known to be speakers, which the entity recogniser may have missed."""
        for phrase in phrases:
            named = self._person_in(phrase)
            if named is None:
                if phrase.head.pos_ == "PROPN" and (phrase.end - phrase.start > 1 or self.bodies):
                    core = self._core(phrase)
                    paper = any(t.lower_ in PAPER for t in phrase.span)
                    if not self._is_place(phrase.head) and phrase.head.lower_ not in words("role"):
                        self._add_body(core)
                        self.named.append(
                            Named(
                                phrase.head.idx,
                                phrase.head.idx,
                                self.body(core),
                                "organisation",
                                not paper,
                                None,
                                Office(),
                            )
                        )
                continue
            name = name_of(named)
            last = name.split()[-1].casefold()
            if len(name.split()) > len(self.full.get(last, "").split()):
                self.full[last] = name
            if " " in name:
                self.first.setdefault(name.split()[0].casefold(), name)
            full = self.person(name) or name
            office = self.office(named.start, named.end)
            gender = self._gender(named, office)
            if gender:
                self.genders.setdefault(full, gender)
            self.named.append(Named(named.start_char, named.end_char, full, "person", True, gender, office))
        self.named = [n if n.kind != "person" else replace(n, name=self.person(n.name) or n.name) for n in self.named]
        self.named.sort(key=lambda n: n.start)
        for bearer in self.named:
            role = (bearer.office.role or "").casefold()
            if bearer.kind == "person" and role:
                for key in {f"={role}", *role.split()}:
                    self.holders.setdefault(key, []).append(bearer)
            elif bearer.kind == "organisation" and " " in bearer.name:
                for key in set(bearer.name.casefold().split()):
                    self.bearers.setdefault(key, []).append(bearer)
        self._unnamed()
        self._subjects()
        self.named.sort(key=lambda n: n.start)
        self._starts = [n.start for n in self.named]

    def _by_role(self, at: int, core: str, rank: set[str] | None = None) -> str | None:
        """Return the person whose office a description names: the last one before, else the first after.

        ``rank``: words of it, such as vice or former, that must be in the office.
        """
        wanted = core.casefold()
        holders = self.holders.get(f"={wanted}") or self.holders.get(wanted.split()[-1], [])
        last = bisect_left(holders, at, key=lambda n: n.start)
        near = (*reversed(holders[max(0, last - _NEAR) : last]), *holders[last : last + _NEAR])
        wanted_rank = rank or set()
        return next((h.name for h in near if wanted_rank <= set((h.office.role or "").casefold().split())), None)

    def _subjects(self) -> None:
        """Take in states and bodies without a name that are a sentence's subject, which "it" may mean."""
        company = words("company") | words("alone")
        for token in self.columns.where(self.columns.dep, identities(("nsubj",))):
            if token.pos_ == "PROPN" and self._is_place(token):
                start = token.left_edge.i
                name = name_of(self.doc[start : token.i + 1]) if token.i - start < 4 else token.text
                self.countries.add(name)
                self.named.append(Named(token.idx, token.idx, name, "place", True, None, Office()))
            elif token.tag_ == "NN" and token.lower_ in words("data"):
                self.named.append(Named(token.idx, token.idx, "", "document", True, None, Office()))
            elif token.tag_ == "NN" and token.lower_ in company:
                self.named.append(Named(token.idx, token.idx, token.lower_, "company", True, None, Office()))
            elif token.tag_ == "NN" and is_body(token):
                start = trim_determiner(self.doc, max(token.left_edge.i, token.i - 6), token.i + 1)
                name = self.body(name_of(self.doc[start : token.i + 1]))
                bearers = self.bearers.get(token.lower_)
                name = bearers[0].name if bearers and start == token.i else name
                self.named.append(Named(token.idx, token.idx, name, "body", True, None, Office()))

    def _unnamed(self) -> None:
        """Take in people told of without their name who are a subject: a worker, the prosecutor."""
        for token in self.columns.where(self.columns.dep, identities(("nsubj",))):
            if token.tag_ != "NN" or token.ent_type_ or token.head.dep_ != "ROOT":
                continue
            if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.rights):
                continue
            if token.lower_ in words("role") or token.lower_ in words("people") or token.lower_ in words("kin"):
                lower = token.lower_
                gender = "f" if lower in words("female") else "m" if lower in words("male") else None
                known = self._by_role(token.idx, lower) if token.left_edge.lower_ == "the" else None
                kind = "person" if known else "unnamed"
                self.named.append(Named(token.idx, token.idx, known or lower, kind, True, gender, Office()))

    def _person_in(self, phrase: Phrase) -> Span | None:
        """Return the name of the person that a phrase or its apposition names."""
        doc, head = self.doc, phrase.head
        lower = head.lower_
        if head.ent_type_ == "PERSON" and (
            is_body(head) or any(c.dep_ == "appos" and is_body(c) for c in head.children)
        ):
            return None
        if (
            head.ent_type_ == "PERSON"
            and self._lone(doc[head.i : head.i + 1], head.text)
            and (doc[head.i - 1 if head.i else 0].pos_ != "PROPN" or head.left_edge.i == head.i)
            and head.ent_iob_ == "B"
        ):
            return None
        if head.ent_type_ == "PERSON" and head.tag_ in ("NNS", "NNPS") and not self._known(head):
            return None
        if head.ent_type_ == "PERSON" or (
            (head.pos_ == "PROPN" or head.is_title) and head.text.casefold() in self.full and not is_body(head)
        ):
            return self._name_at(head)
        last = doc[phrase.end - 1]
        if (
            last.i > head.i
            and last.pos_ == "PROPN"
            and lower in words("role")
            and (last.ent_type_ == "PERSON" or last.text.casefold() in self.full)
        ):
            named = self._name_at(last)  # the representative of the Commission Matteo Bruni
            between = doc[head.i + 2 : named.start]
            if (
                len(between)
                and doc[head.i + 1].lower_ == "of"
                and between[-1].pos_ == "PROPN"
                and not any(t.lower_ in words("role") for t in between)
            ):
                return named
        if last.i > head.i + 2 and last.pos_ == "PROPN" and doc[last.i - 1].pos_ == "PROPN" and lower in words("role"):
            start = last.i
            while start > head.i and doc[start - 1].pos_ == "PROPN" and not is_body(doc[start - 1]):
                start -= 1
            if is_body(doc[start - 1]) and last.i - start == 1:
                return doc[start : last.i + 1]
        at = phrase.end
        first = at + 2 if at + 2 < len(doc) and doc[at + 1].lower_ in words("address") else at + 1
        if lower in words("role") and first < len(doc) and doc[at].text == "," and doc[first].ent_type_ == "PERSON":
            return self._name_at(doc[first])  # the archbishop of Oslo, Nils Berg,
        if lower in words("role") and (beside := self._beside_role(at)) is not None:
            return beside
        lone_body = is_body(head) and lower not in words("role")
        for child in head.children:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.i - head.i < 20 and not lone_body:
                return self._name_at(child)
        if head.pos_ == "PROPN" and (head.ent_type_ not in ("GPE", "LOC") or is_human(head)) and not is_body(head):
            start = head.i
            while (
                start > phrase.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].lower_ not in words("role")
            ):
                start -= 1
            titled = start > phrase.start and doc[start - 1].lower_ in words("role") | words("address")
            if titled and not self._is_place(head):
                return doc[start : head.i + 1]
            after = self.office(start, head.i + 1)
            if head.i == start and is_human(head) and not self._is_place(head):
                return doc[start : head.i + 1]  # Deniz, a nurse
            if head.i - start >= 1 and (after.role or phrase.human or self._human(head) or is_human(head)):
                return doc[start : head.i + 1]
        return None

    def _known(self, head: Token) -> bool:
        """Say whether a name that ends like a plural is a person's: one with a given name or an office."""
        span = self._name_at(head)
        if " " in self.full.get(head.lower_, ""):
            return True
        return self._christened(span[0]) or bool(self.office(span.start, span.end).role) or is_human(head)

    def _beside_role(self, at: int) -> Span | None:
        """Return a name between commas that only the tagger has seen: its personnel chief, Daichi Oku, said."""
        doc, end = self.doc, at + 1
        while end < min(len(doc), at + 7) and not is_body(doc[end]):
            if not (doc[end].pos_ == "PROPN" and doc[end].is_title) and doc[end].tag_ != "HYPH":
                break
            end += 1
        closed = 2 <= end - at - 1 <= 4 and end < len(doc) and doc[at].text == "," and doc[end].text in ",."
        return bare(doc[at + 1 : end]) if closed and not self._is_place(doc[end - 1]) else None

    def _human(self, head: Token) -> bool:
        """Say whether an age or "who" after a name shows that it is a person's."""
        following = [t.lower_ for t in self.doc[head.i + 1 : head.i + 4]]
        return (
            following[:1] == [","]
            and len(following) == 3
            and (following[1] in ("who", "whose") or (following[1].isdigit() and len(following[1]) == 2))
        )

    def _name_at(self, token: Token) -> Span:
        doc = self.doc
        start, end = token.i, token.i + 1
        if token.ent_type_ == "PERSON":
            while start > 0 and doc[start].ent_iob_ == "I":
                start -= 1
            while (
                start > 0
                and doc[start - 1].pos_ == "PROPN"
                and doc[start - 1].ent_type_ in ("", "PERSON")
                and doc[start - 1].is_title
                and doc[start - 1].lower_ not in words("role") | words("address")
            ):
                start -= 1
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
        else:
            full = self.full.get(token.text.casefold(), "").split()
            while len(full) > 1 and start > 0 and doc[start - 1].text in full:
                start -= 1
        return bare(doc[start:end])

    def _core(self, phrase: Phrase) -> str:
        """Return the phrase up to its head, with the rest of a name such as Larch & Pine or Ministry of Health."""
        doc, end = self.doc, phrase.head.i + 1
        while end < phrase.end and (
            doc[end].text == "&"
            or (doc[end].pos_ == "PROPN" and not doc[end - 1].is_punct)
            or (
                doc[end].lower_ in ("of", "for", "and")
                and end + 1 < phrase.end
                and doc[end].ent_iob_ == "I"
                and doc[end].ent_type_ == "ORG"
            )
        ):
            end += 1
        start = trim_determiner(doc, phrase.start, end)
        first = (
            next((i for i in range(start, end) if doc[i].pos_ == "PROPN"), start)
            if phrase.head.pos_ == "PROPN"
            else start
        )
        return name_of(
            doc[first if all(t.tag_ in ("NN", "JJ") and t.is_lower for t in doc[start:first]) else start : end]
        )
