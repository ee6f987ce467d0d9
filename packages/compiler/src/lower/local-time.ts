import { type Clock, exact, initialOffset, type ZoneTransition, zoneTransitions } from '@coterie/definition'
import { arithmetic, call, caseWhen, compareSql, literal, type SqlExpression } from '../sql/sql-expression.ts'

/** A signed number of seconds as SQL. */
const seconds = (micros: bigint): SqlExpression => literal('number', exact(micros / 1_000_000n))

/** Whether the zone's clocks ever change, so that computing local time takes a long expression. */
export const hasTransitions = ({ timeZone }: Clock): boolean => zoneTransitions(timeZone).length > 0

/**
 * The wall-clock time of the workspace's zone at an instant, as a timestamp: the offset is chosen by bisection of the
 * zone's transitions, so that no engine's own time-zone database has a say. The instant's text is repeated in it.
 */
export function localTimestamp(instant: SqlExpression, { timeZone }: Clock): SqlExpression {
  const transitions = zoneTransitions(timeZone)
  const initial = initialOffset(timeZone)
  if (transitions.length === 0) return initial === 0n ? instant : call('addSeconds', instant, seconds(initial))
  const offset = bisect(
    transitions,
    (transition) => compareSql('<', instant, literal('datetime', transition.at)),
    (transition) => seconds(transition?.offsetAfter ?? initial),
  )
  return call('addSeconds', instant, offset)
}

/**
 * The instant at which the zone's clocks show a local timestamp: one in a gap is the first instant after it, one that
 * happens twice is the first. The local timestamp's text is repeated in it.
 */
export function instantOfLocal(local: SqlExpression, { timeZone }: Clock): SqlExpression {
  const transitions = zoneTransitions(timeZone)
  const initial = initialOffset(timeZone)
  const before = (offset: bigint): SqlExpression =>
    offset === 0n ? local : call('addSeconds', local, seconds(-offset))
  if (transitions.length === 0) return before(initial)
  return bisect(
    transitions,
    // Clocks that had not been changed would show this at the transition.
    (transition) => compareSql('<', local, literal('datetime', transition.at + transition.offsetBefore)),
    (transition) => {
      if (transition === null) return before(initial)
      const shifted = before(transition.offsetAfter)
      const isGap = transition.offsetAfter > transition.offsetBefore
      return isGap ? call('greatest', literal('datetime', transition.at), shifted) : shifted
    },
  )
}

/** A balanced nest of CASE: `at` the last transition that is not `isBefore`, null before the first. */
function bisect(
  transitions: readonly ZoneTransition[],
  isBefore: (transition: ZoneTransition) => SqlExpression,
  at: (transition: ZoneTransition | null) => SqlExpression,
): SqlExpression {
  /** Among `low`..`high` (exclusive) transitions that may have passed. */
  function between(low: number, high: number): SqlExpression {
    const middle = (low + high) >> 1
    const transition = transitions[middle]
    if (low === high || transition === undefined) return at(transitions[low - 1] ?? null)
    return caseWhen(isBefore(transition), between(low, middle), between(middle + 1, high))
  }
  return between(0, transitions.length)
}

/** The local date of a date or an instant. */
export function localDateOf(expression: SqlExpression, type: 'date' | 'datetime', clock: Clock): SqlExpression {
  return type === 'date' ? expression : call('dateOfTimestamp', localTimestamp(expression, clock))
}

/** Month number since year 0, for counting different months. */
export const monthNumber = (date: SqlExpression): SqlExpression =>
  arithmetic('+', arithmetic('*', call('year', date), literal('number', exact(12))), call('month', date))
