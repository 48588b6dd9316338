"""Names: who an article's noun phrases name, and who holds which office."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Span, Token

from eventx.facts.statement.columns import identities
from eventx.facts.statement.mentions import PAPER, Bearer, Mentions
from eventx.facts.statement.offices import Office, trim_determiner
from eventx.facts.statement.phrases import Phrase, bare, is_body, name_of
from eventx.mentions.names.spans import words

_APPOSED = 20  # tokens from a role to the name in apposition to it
_NEAR = 40  # holders of an office that a description looks back or on to


class Names(Mentions):
    """The named people and bodies of one article, by phrase and by office."""

    def learn(self, phrases: list[Phrase]) -> None:
        """Take in the names of phrases that are known to be speakers, which the entity recogniser may have missed."""
        for phrase in phrases:
            head = phrase.head
            known = self.roster.at(head)
            if head.pos_ != "PROPN" or (known is not None and known.kind in ("person", "organisation")):
                continue
            if (person := self._human(phrase)) is not None:
                self._know(name_of(person))
                continue
            if not self._is_place(head) and head.lower_ not in words("role") and phrase.end - phrase.start > 1:
                core = self._core(phrase)
                self.bodies.setdefault(core.casefold(), core)
                subject = not any(t.lower_ in PAPER for t in phrase.span)
                self.named.append(Bearer(head.idx, head.idx, core, "organisation", subject, None, Office()))
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
                self.named.append(Bearer(token.idx, token.idx, name, "place", True, None, Office()))
            elif token.tag_ == "NN" and token.lower_ in words("data"):
                self.named.append(Bearer(token.idx, token.idx, "", "document", True, None, Office()))
            elif token.tag_ == "NN" and token.lower_ in company:
                self.named.append(Bearer(token.idx, token.idx, token.lower_, "company", True, None, Office()))
            elif token.tag_ == "NN" and is_body(token):
                start = trim_determiner(self.doc, max(token.left_edge.i, token.i - 6), token.i + 1)
                name = self.body(name_of(self.doc[start : token.i + 1]))
                bearers = self.bearers.get(token.lower_)
                name = bearers[0].name if bearers and start == token.i else name
                self.named.append(Bearer(token.idx, token.idx, name, "body", True, None, Office()))

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
                self.named.append(Bearer(token.idx, token.idx, known or lower, kind, True, gender, Office()))

    def _person_in(self, phrase: Phrase) -> Span | None:
        """Return the name of the person that a phrase names, at its head or beside the role that heads it."""
        doc, head = self.doc, phrase.head
        if (named := self._person_at(head)) is not None:
            return named
        if head.pos_ == "PROPN" and head.lower_ not in words("role"):
            return None
        for child in head.rights:
            near = child.dep_ == "appos" and child.i - head.i < _APPOSED and not is_body(head)
            if near and (named := self._person_at(child)) is not None:
                return named
        if head.lower_ not in words("role"):
            return None
        at = phrase.end
        if at + 1 < len(doc) and doc[at].text == ",":
            at += 2 if doc[at + 1].lower_ in words("address") else 1  # the archbishop of Oslo, Nils Berg,
        last = (doc[i] for i in (phrase.end - 1, at) if head.i < i < len(doc))
        return next((named for token in last if (named := self._person_at(token)) is not None), None)

    def _human(self, phrase: Phrase) -> Span | None:
        """Return the unknown name of a speaker who can but be a person: who says I, or has a turn of speech."""
        doc, head = self.doc, phrase.head
        known = self.roster.at(head)
        turn = head.is_upper and len(head) > 3  # HARRIS: I will not go
        other = known is None or known.kind == "other" or (turn and known.kind == "place")
        if not phrase.human or head.pos_ != "PROPN" or not other or is_body(head):
            return None
        span = doc[phrase.start : head.i + 1]
        placed = not turn and self._is_place(head)
        return None if placed or any(t.pos_ in ("DET", "NUM") for t in span) else bare(span)

    def _person_at(self, token: Token) -> Span | None:
        """Return the person's name that a token is part of."""
        name = self.roster.at(token)
        if name is None or name.kind != "person":
            return None
        return bare(self.roster.span(name))

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
