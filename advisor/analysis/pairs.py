"""Pairs of changes that change first place together and neither alone: complete, but pruned.

Differences of points are separable by question. So for two changes that move points and at most
take rivals out, a rival draws level exactly when their gains add up to the margin. Changes that
bring a pattern back or touch a veto are few, as are pairs that act together on a computed rating
or an exclusion; these are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from operator import attrgetter, itemgetter
from typing import TypeVar

from advisor.analysis.beside import Beside, beside
from advisor.analysis.interplay import Excess, interplay
from advisor.analysis.position import Outcome, Position
from advisor.analysis.state import TIER, State

Key = TypeVar("Key", bound=Hashable)
Pair = tuple[Outcome, Outcome]
Ranked = tuple[tuple[int, int], ...]
"""Gain on first place and index of each simple change, the largest gain first."""


def flipping_pairs(at: Position) -> list[Pair]:
    """None where nobody is first: there is no first place to change."""
    return _Search(at).found() if at.first else []


class _Search:
    """Pairs of changes by their indices among those that leave first place alone."""

    def __init__(self, at: Position) -> None:
        self._at = at
        self._numbers = beside(at)
        outcomes = [outcome for outcome in self._changes() if outcome.first == at.first]
        self._outcomes = outcomes
        self._states = [outcome.state for outcome in outcomes]
        self._columns = [outcome.move.column.index for outcome in outcomes]
        self._interplay = interplay(at)
        self._doubtful = bool(at.critical) or at.first.bit_count() > 1
        self._shown = [at.ruling.shown(outcome.move) for outcome in outcomes]
        self._kinds = [self._interplay.kind(outcome.move) for outcome in outcomes]
        self._by_kind = _grouped(self._kinds)
        self._walked = [self._is_walked(outcome) for outcome in outcomes]
        self._together = self._interplay.together(
            kind
            for kind, indices in self._by_kind.items()
            if kind and not all(self._walked[index] for index in indices)
        )
        self._meeting = {
            index: [kind for kind in self._by_kind if kind and numbers.meets(kind)]
            for index, numbers in self._numbers.items()
        }
        self._simple = [i for i in range(len(outcomes)) if self._is_simple(outcomes[i])]
        self._ranked = {
            rival: self._by_gain(rival)
            for rival in range(at.matrix.width)
            if not at.first >> rival & 1
        }

    def found(self) -> list[Pair]:
        codes = {code for code in self._level() if not self._is_joint(*code)}
        codes |= {code for code in self._to_check() if self._flips(*code)}
        pairs = [self._pair(*code) for code in sorted(codes) if not self._is_beside(*code)]
        pairs += [pair for numbers in self._numbers.values() for pair in self._beside(numbers)]
        return sorted(pairs, key=lambda pair: tuple([o.move.column.index for o in pair]))

    def _changes(self) -> list[Outcome]:
        """Of numbers that are looked at beside other changes, all that they do by themselves."""
        found = [outcome for outcome in self._at.outcomes if not self._is_walked(outcome)]
        found += [outcome for numbers in self._numbers.values() for outcome in numbers.alone]
        return sorted(found, key=attrgetter("move.column.index"))

    def _is_walked(self, outcome: Outcome) -> bool:
        """Whether a change is to a number that is looked at beside other changes."""
        move = outcome.move
        return move.answer.number is not None and move.column.index in self._numbers

    def _is_beside(self, one: int, other: int) -> bool:
        """Whether one of two changes, in the catalog's order, is to a number that is looked at
        beside the other; of two numbers it is the first."""
        if self._walked[one]:
            return self._kinds[other] in self._meeting[self._columns[one]]
        return self._walked[other] and self._kinds[one] in self._meeting[self._columns[other]]

    def _beside(self, numbers: Beside) -> Iterator[Pair]:
        """Those of a number that is looked at beside other changes."""
        place = numbers.column.index
        kinds = [(index, kind) for kind in self._meeting[place] for index in self._by_kind[kind]]
        for index, kind in sorted(kinds, key=itemgetter(0)):
            column, outcome = self._columns[index], self._outcomes[index]
            if self._walked[index] and column < place:
                continue
            if not numbers.may_turn(outcome, kind):
                continue
            for number in numbers.turns(outcome, kind):
                yield (number, outcome) if place < column else (outcome, number)

    def _is_joint(self, one: int, other: int) -> bool:
        """Whether the effect of two changes can be more than a sum."""
        if self._shown[one] & self._shown[other]:
            return True
        return (self._kinds[one], self._kinds[other]) in self._together

    def _is_simple(self, outcome: Outcome) -> bool:
        """Whether a change moves points and takes patterns out, and does no more than that."""
        if self._at.state.broken & ~outcome.state.broken:
            return False
        return not (self._at.critical and self._at.moves_veto(outcome.move))

    def _by_gain(self, rival: int) -> Ranked:
        """Those that gain for `rival` on first place, which is ahead of it after any other change;
        without those that take it out."""
        top, base = self._at.top, self._at.state
        lead = base.totals[rival] - base.totals[top]
        fresh = self._at.matrix.masks[rival] & ~base.broken
        simple = [(self._states[index], index) for index in self._simple]
        found = [
            (then - lead, index)
            for state, index in simple
            if (then := state.totals[rival] - state.totals[top]) > lead and not state.broken & fresh
        ]
        return tuple(sorted(found, reverse=True))

    def _level(self) -> Iterator[tuple[int, int]]:
        """Changes that, one behind the other, bring a rival level, one of them at least simple."""
        simple, masks = set(self._simple), self._at.matrix.masks
        for rival, ranked in self._ranked.items():
            if not self._at.state.broken & masks[rival]:
                yield from self._both_simple(ranked, self._margin(self._at.state, rival))
        for index, state in enumerate(self._states):
            if index not in simple:
                for rival, ranked in self._ranked.items():
                    if not state.broken & masks[rival]:
                        yield from self._behind(index, ranked, self._margin(state, rival))

    def _both_simple(self, ranked: Ranked, margin: int) -> Iterator[tuple[int, int]]:
        """Both gain something: a rival that one of them alone brings level changes first place."""
        for place, (gain, one) in enumerate(ranked, 1):
            if 2 * gain < margin:
                break
            for more, other in islice(ranked, place, None):
                if gain + more < margin:
                    break
                if self._columns[other] != self._columns[one]:
                    yield (one, other) if one < other else (other, one)

    def _behind(self, index: int, ranked: Ranked, margin: int) -> Iterator[tuple[int, int]]:
        """Simple changes behind another."""
        for gain, other in ranked:
            if gain < margin:
                break
            if self._columns[other] != self._columns[index]:
                yield (index, other) if index < other else (other, index)

    def _margin(self, state: State, rival: int) -> int:
        """How far first place is ahead of `rival`."""
        top = self._at.top
        lead = state.totals[top] - state.totals[rival]
        if state.vetoed:
            lead += TIER * ((state.vetoed >> rival & 1) - (state.vetoed >> top & 1))
        return lead

    def _to_check(self) -> Iterator[tuple[int, int]]:
        """Pairs whose effect is more than a sum; also those that leave nothing that speaks."""
        simple, everything = set(self._simple), range(len(self._outcomes))
        yield from combinations([index for index in everything if index not in simple], 2)
        showing = [index for index in everything if self._shown[index]]
        for one, other in combinations(showing, 2):
            if self._shown[one] & self._shown[other]:
                yield one, other
        for first, second in self._together:
            yield from product(self._by_kind[first], self._by_kind[second])
        silencing = self._silencing(everything)
        speaking = self._at.state.speaking
        most = max((speaking - self._states[index].speaking for index in silencing), default=0)
        if 2 * most >= speaking:
            yield from combinations(silencing, 2)

    def _silencing(self, indices: Iterable[int]) -> list[int]:
        return [i for i in indices if self._states[i].speaking < self._at.state.speaking]

    def _flips(self, one: int, other: int) -> bool:
        if self._columns[one] == self._columns[other] or self._plainly_stays(one, other):
            return False
        state = self._interplay.after(*self._pair(one, other), self._excess(one, other))
        return self._at.first_in(state) != self._at.first

    def _pair(self, one: int, other: int) -> Pair:
        return self._outcomes[one], self._outcomes[other]

    def _excess(self, one: int, other: int) -> Excess | None:
        return self._together.get((self._kinds[one], self._kinds[other]))

    def _plainly_stays(self, one: int, other: int) -> bool:
        """Whether nobody else is level on points, but for patterns that surely stay ruled out.

        Neither change alone rules first place out; both do only where an exclusion of it sees both.
        """
        at, shown, seen = self._at, self._shown[one], self._shown[other]
        masks, now = at.matrix.masks, at.state
        if self._doubtful or shown & seen & masks[at.top]:
            return False
        (first, second), excess = self._pair(one, other), self._excess(one, other)
        if self._interplay.speaking(first, second, excess) < 1:
            return False
        totals = self._interplay.sums(first, second, excess)
        if max(totals) == totals[at.top] and totals.count(totals[at.top]) == 1:
            return True
        moved = shown | seen | first.move.column.own_bits | second.move.column.own_bits
        broken = now.broken & ~moved | first.move.effect.broken | second.move.effect.broken
        return all(
            place == at.top or total < totals[at.top] or broken & mask
            for place, (total, mask) in enumerate(zip(totals, masks, strict=True))
        )


def _grouped(keys: Sequence[Key]) -> Mapping[Key, Sequence[int]]:
    """The places of each key."""
    found: dict[Key, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return found
