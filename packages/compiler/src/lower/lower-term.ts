import { exact } from '@coterie/definition'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'
import { termKey } from '../plan/keys.ts'
import type { PlanColumn, PlanTerm } from '../plan/term.ts'
import { arithmetic, call, literal, type SqlExpression } from '../sql/sql-expression.ts'
import { keyOf } from './key-of.ts'
import { hasTransitions, localTimestamp } from './local-time.ts'
import type { Lowering } from './lowering.ts'
import type { Scope } from './scope.ts'

type CalendarTerm = Extract<PlanTerm, { kind: 'calendarPart' }>

/** A term on the rows of a scope. */
export function lowerTerm(term: PlanTerm, scope: Scope, lowering: Lowering): SqlExpression {
  switch (term.kind) {
    case 'literal':
      return literal(term.type, term.value)
    case 'column':
      return lowerColumn(term, scope, lowering)
    case 'value':
      return lowering.value(term.value, scope)
    case 'lower':
      return call('lower', lowerTerm(term.text, scope, lowering))
    case 'localDate':
      return call('dateOfTimestamp', lowerLocal(term.instant, scope, lowering))
    case 'calendarPart':
      return lowerCalendarPart(term, scope, lowering)
    case 'listLength':
      return call('listLength', lowerTerm(term.list, scope, lowering))
  }
}

export function lowerColumn(term: PlanColumn, scope: Scope, { dialect }: Lowering): SqlExpression {
  const expression = scope.column(term.table, term.column)
  const mayHoldNaN = term.type === 'number' && term.number?.kind === 'float' && dialect.supportsNaNInColumns
  return mayHoldNaN ? call('nullIfNaN', expression) : expression
}

/** The local time of an instant. Of a column it is computed beside the table's columns, however often it is used. */
export function lowerLocal(instant: PlanTerm, scope: Scope, lowering: Lowering): SqlExpression {
  const local = (): SqlExpression => localTimestamp(lowerTerm(instant, scope, lowering), lowering.clock)
  if (instant.kind !== 'column' || !hasTransitions(lowering.clock)) return local()
  return scope.computed(instant.table, `local ${termKey(instant)}`, local)
}

function lowerCalendarPart({ part, of, ofType }: CalendarTerm, scope: Scope, lowering: Lowering): SqlExpression {
  const local = ofType === 'datetime' ? lowerLocal(of, scope, lowering) : lowerTerm(of, scope, lowering)
  switch (part) {
    case 'month':
    case 'dayOfMonth':
    case 'dayOfWeek':
    case 'year':
    case 'hour':
      return call(part, local)
    case 'monthDay':
      return arithmetic(
        '+',
        arithmetic('*', call('month', local), literal('number', exact(100))),
        call('dayOfMonth', local),
      )
  }
}

/** Whether a term has a value on every row, so that its tests are never unknown. */
export function isNeverNull(term: PlanTerm, lowering: Lowering): boolean {
  switch (term.kind) {
    case 'literal':
      return true
    case 'column':
      return keyOf(lowering.catalog, term.table).includes(term.column)
    case 'value': {
      const { value } = term
      if (value.kind !== 'aggregate') return false
      return (value.aggregate === 'count' || value.aggregate === 'countDistinct') && value.default !== null
    }
    case 'lower':
      return isNeverNull(term.text, lowering)
    case 'localDate':
      return isNeverNull(term.instant, lowering)
    case 'calendarPart':
      return isNeverNull(term.of, lowering)
    case 'listLength':
      return isNeverNull(term.list, lowering)
  }
}

/** A term that has to be a date or a datetime. */
export function calendarTypeOf(term: { readonly type: string }): 'date' | 'datetime' {
  if (term.type === 'date' || term.type === 'datetime') return term.type
  throw new InvalidPlanError(`A ${term.type} is neither a date nor a datetime.`)
}
