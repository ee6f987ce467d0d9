import type { Condition } from './condition.ts'
import { aggregatesOf, type PlanAggregate, type PlanValue } from './plan-value.ts'
import type { PlanTerm } from './term.ts'

/** What a condition looks at on the row at hand: not what its subordinate relations look at. */
export interface Touched {
  /** Tables whose columns are read. */
  readonly tables: ReadonlySet<string>
  /** Values of the profile that are read. */
  readonly values: ReadonlySet<PlanValue>
  /** Whether the profile's key is needed: a value is read, or a condition about the profile stands in it. */
  readonly profile: boolean
}

const NOTHING: Touched = { tables: new Set(), values: new Set(), profile: false }
const PROFILE: Touched = { ...NOTHING, profile: true }

const known = new WeakMap<Condition, Touched>()

/** What a condition looks at. */
export function touchedBy(condition: Condition): Touched {
  const remembered = known.get(condition)
  if (remembered !== undefined) return remembered
  const touched = computeTouched(condition)
  known.set(condition, touched)
  return touched
}

function computeTouched(condition: Condition): Touched {
  switch (condition.kind) {
    case 'constant':
      return NOTHING
    case 'and':
    case 'or':
      return union(condition.operands.map(touchedBy))
    case 'not':
      return touchedBy(condition.operand)
    case 'decide':
      return union([...condition.cases.map(({ when }) => touchedBy(when)), touchedBy(condition.otherwise)])
    case 'exists':
    case 'valueTest':
    case 'ranking':
    case 'membership':
    case 'sequence':
      return PROFILE
    case 'isNull':
    case 'compare':
    case 'inList':
    case 'textMatch':
    case 'regexMatch':
    case 'truth':
    case 'listHas':
      return union(termsOf(condition).map(touchedByTerm))
  }
}

/** The terms a test is about. */
export function termsOf(condition: Condition): readonly PlanTerm[] {
  switch (condition.kind) {
    case 'isNull':
    case 'inList':
    case 'truth':
      return [condition.term]
    case 'compare':
      return [condition.left, condition.right]
    case 'textMatch':
      return [condition.text, condition.pattern]
    case 'regexMatch':
      return [condition.text]
    case 'listHas':
      return [condition.list]
    case 'constant':
    case 'and':
    case 'or':
    case 'not':
    case 'decide':
    case 'exists':
    case 'valueTest':
    case 'ranking':
    case 'membership':
    case 'sequence':
      return []
  }
}

export function touchedByTerm(term: PlanTerm): Touched {
  switch (term.kind) {
    case 'literal':
      return NOTHING
    case 'column':
      return { tables: new Set([term.table]), values: new Set(), profile: false }
    case 'value':
      return { tables: new Set(), values: new Set([term.value]), profile: true }
    case 'lower':
      return touchedByTerm(term.text)
    case 'localDate':
      return touchedByTerm(term.instant)
    case 'calendarPart':
      return touchedByTerm(term.of)
    case 'listLength':
      return touchedByTerm(term.list)
  }
}

function union(parts: readonly Touched[]): Touched {
  const [first] = parts
  if (first === undefined) return NOTHING
  if (parts.length === 1) return first
  const tables = new Set<string>()
  const values = new Set<PlanValue>()
  for (const part of parts) {
    for (const table of part.tables) tables.add(table)
    for (const value of part.values) values.add(value)
  }
  return { tables, values, profile: parts.some(({ profile }) => profile) }
}

/** Whether a condition is the same on every joined row of a profile. */
export function isAboutProfile(condition: Condition, audience: string): boolean {
  for (const table of touchedBy(condition).tables) if (table !== audience) return false
  return true
}

/** The one aggregate a test is about, if it is about nothing else. */
export function onlyAggregateOf(condition: Condition): PlanAggregate | null {
  const { tables, values } = touchedBy(condition)
  if (tables.size > 0 || values.size === 0) return null
  const aggregates = new Set([...values].flatMap(aggregatesOf))
  const [only] = aggregates
  return aggregates.size === 1 && only !== undefined ? only : null
}
