import type { AttributeType } from '../catalog/catalog.ts'
import type { Unit } from '../resolve/resolved.ts'
import { after } from './after.ts'
import { ageIs } from './age-is.ts'
import { anniversaryWithinLast } from './anniversary-within-last.ts'
import { anniversaryWithinNext } from './anniversary-within-next.ts'
import { before } from './before.ts'
import { between } from './between.ts'
import { contains } from './contains.ts'
import { dayOfMonthIn } from './day-of-month-in.ts'
import { dayOfWeekIn } from './day-of-week-in.ts'
import { endsWith } from './ends-with.ts'
import { gt } from './gt.ts'
import { gte } from './gte.ts'
import { hasAll } from './has-all.ts'
import { hasAny } from './has-any.ts'
import { hasCount } from './has-count.ts'
import { hourIn } from './hour-in.ts'
import { isIn } from './in.ts'
import { inBottomCount } from './in-bottom-count.ts'
import { inBottomPercent } from './in-bottom-percent.ts'
import { inPeriod } from './in-period.ts'
import { inTopCount } from './in-top-count.ts'
import { inTopPercent } from './in-top-percent.ts'
import { is } from './is.ts'
import { isEmpty } from './is-empty.ts'
import { isFalse } from './is-false.ts'
import { isSet } from './is-set.ts'
import { isTrue } from './is-true.ts'
import { lt } from './lt.ts'
import { lte } from './lte.ts'
import { matches } from './matches.ts'
import { monthIn } from './month-in.ts'
import { moreThanAgo } from './more-than-ago.ts'
import { moreThanAhead } from './more-than-ahead.ts'
import { on } from './on.ts'
import { onOrAfter } from './on-or-after.ts'
import { onOrBefore } from './on-or-before.ts'
import type { Operator } from './operator.ts'
import { startsWith } from './starts-with.ts'
import { withinLast } from './within-last.ts'
import { withinNext } from './within-next.ts'
import { yearIn } from './year-in.ts'

/** Every operator of the language, in the order in which people are shown them. */
export const operators: readonly Operator[] = [
  isSet,
  is,
  isIn,
  contains,
  startsWith,
  endsWith,
  matches,
  isEmpty,
  gt,
  gte,
  lt,
  lte,
  between,
  inTopPercent,
  inBottomPercent,
  inTopCount,
  inBottomCount,
  isTrue,
  isFalse,
  on,
  before,
  after,
  onOrBefore,
  onOrAfter,
  withinLast,
  withinNext,
  moreThanAgo,
  moreThanAhead,
  inPeriod,
  monthIn,
  dayOfMonthIn,
  dayOfWeekIn,
  hourIn,
  yearIn,
  anniversaryWithinLast,
  anniversaryWithinNext,
  ageIs,
  hasAny,
  hasAll,
  hasCount,
]

/** An operator as a definition names it. */
export interface NamedOperator {
  readonly operator: Operator
  /** Whether the name is that of the negative twin. */
  readonly negated: boolean
}

const byName: ReadonlyMap<string, NamedOperator> = new Map(operators.flatMap(namesOf))

function namesOf(operator: Operator): readonly (readonly [string, NamedOperator])[] {
  const positive = [operator.name, { operator, negated: false }] as const
  return operator.negative === null ? [positive] : [positive, [operator.negative, { operator, negated: true }]]
}

/** The operator of a positive or negative name; undefined where there is none. */
export function findOperator(name: string): NamedOperator | undefined {
  return byName.get(name)
}

/** The operator of a positive name, as resolved definitions hold it; throws a `TypeError` where there is none. */
export function operatorNamed(name: string): Operator {
  const found = byName.get(name)
  if (found === undefined || found.negated) throw new TypeError(`no operator is named ${name}`)
  return found.operator
}

/** The names, positive and negative, that attributes of a type can be tested with. */
export function operatorNamesForType(type: AttributeType): readonly string[] {
  return operators
    .filter((operator) => operator.types.includes(type))
    .flatMap(({ name, negative }) => (negative === null ? [name] : [name, negative]))
}

/** The units an operator takes on attributes of a type: dates have no minutes and hours. Empty where it takes none. */
export function allowedUnits(operator: Operator, type: AttributeType): readonly Unit[] {
  const units = operator.operands.unit ?? []
  return type === 'date' ? units.filter((unit) => unit !== 'minute' && unit !== 'hour') : units
}
