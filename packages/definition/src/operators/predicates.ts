import { instantsOfDates } from '../time/instant-ranges.ts'
import type { EpochDay } from '../values/value.ts'
import { and, compare, FALSE, or, type Predicate, type Term, TRUE } from './expression.ts'
import { dateLiteral, instantLiteral } from './literals.ts'

/** All of the predicates, without a wrapper around a single one. */
export function allOf(predicates: readonly Predicate[]): Predicate {
  const [first = TRUE] = predicates
  return predicates.length <= 1 ? first : and(...predicates)
}

/** Any of the predicates, without a wrapper around a single one. */
export function anyOf(predicates: readonly Predicate[]): Predicate {
  const [first = FALSE] = predicates
  return predicates.length <= 1 ? first : or(...predicates)
}

/** A date is `first`..`last` (null: unbounded on that side). */
export function isInDates(date: Term, first: EpochDay | null, last: EpochDay | null): Predicate {
  return allOf([
    ...(first === null ? [] : [compare('>=', date, dateLiteral(first))]),
    ...(last === null ? [] : [compare('<=', date, dateLiteral(last))]),
  ])
}

/** An instant's local date is `first`..`last` (null: unbounded on that side), by comparing the instant with literals. */
export function isOnLocalDates(instant: Term, first: EpochDay | null, last: EpochDay | null, zone: string): Predicate {
  return anyOf(
    instantsOfDates(first, last, zone).map(({ from, before }) =>
      allOf([
        ...(from === null ? [] : [compare('>=', instant, instantLiteral(from))]),
        ...(before === null ? [] : [compare('<', instant, instantLiteral(before))]),
      ]),
    ),
  )
}
