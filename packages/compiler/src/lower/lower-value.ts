import { isExact, type NumberKind, toFloat, type Value } from '@coterie/definition'
import type { PlanAggregate, PlanFormula, PlanValue } from '../plan/plan-value.ts'
import {
  aliasColumn,
  arithmetic,
  call,
  caseWhen,
  cast,
  isNullSql,
  literal,
  type SqlExpression,
} from '../sql/sql-expression.ts'
import { fromQuery } from '../sql/sql-query.ts'
import { localDateOf } from './local-time.ts'
import { calendarTypeOf } from './lower-term.ts'
import type { Lowering } from './lowering.ts'
import { asFloat, scaleOfKind } from './number-conversion.ts'
import { keyAlias, type Scope } from './scope.ts'

/** A value of the profile a scope's rows belong to. */
export function lowerValue(value: PlanValue, scope: Scope, lowering: Lowering): SqlExpression {
  const given = scope.given(value)
  if (given !== undefined) return given
  switch (value.kind) {
    case 'aggregate':
      return joinedAggregate(value, scope, lowering)
    case 'daysSince': {
      const date = localDateOf(lowerValue(value.of, scope, lowering), calendarTypeOf(value.of), lowering.clock)
      return call('daysBetween', literal('date', lowering.clock.today), date)
    }
    case 'formula': {
      const result = lowerFormula(value.formula, scope, lowering)
      // Infinities among the parts can make a NaN, which is null.
      return value.number.kind === 'float' ? call('nullIfNaN', result) : result
    }
  }
}

/** The aggregate joined by the profile's key; profiles without a matching row have its default. */
function joinedAggregate(aggregate: PlanAggregate, scope: Scope, lowering: Lowering): SqlExpression {
  const alias = scope.join(
    aggregate,
    (name) => lowering.sharedTable(aggregate, name) ?? fromQuery(lowering.aggregateValues(aggregate), name),
  )
  const value = aliasColumn(alias, 'v')
  if (aggregate.default === null) return value
  const byDefault = defaultLiteral(aggregate.default, aggregate)
  // Counts are never null where there is a row; other aggregates can be, and then stay null.
  const isCount = aggregate.aggregate === 'count' || aggregate.aggregate === 'countDistinct'
  if (isCount) return call('coalesce', value, byDefault)
  return caseWhen(isNullSql(aliasColumn(alias, keyAlias(0))), byDefault, value)
}

function defaultLiteral(value: Exclude<Value, null>, { type, number }: PlanAggregate): SqlExpression {
  return literal(type, number?.kind === 'float' && isExact(value) ? toFloat(value) : value)
}

function lowerFormula(formula: PlanFormula, scope: Scope, lowering: Lowering): SqlExpression {
  switch (formula.kind) {
    case 'number':
      return literal('number', formula.literal.value)
    case 'value':
      return lowerValue(formula.value, scope, lowering)
    case 'arithmetic': {
      const { operator, number } = formula
      const side = (part: PlanFormula): SqlExpression =>
        formulaSide(lowerFormula(part, scope, lowering), part, number.kind === 'float')
      const left = side(formula.left)
      const right = side(formula.right)
      return arithmetic(operator, left, operator === '/' ? call('nullIfZero', right) : right)
    }
  }
}

/** A side of an arithmetic: a float beside floats, otherwise a decimal wide enough that nothing is rounded. */
function formulaSide(expression: SqlExpression, part: PlanFormula, isFloat: boolean): SqlExpression {
  const kind: NumberKind = part.number
  if (isFloat) return asFloat(expression, kind)
  if (part.kind === 'value') return cast(expression, { kind: 'decimal', scale: scaleOfKind(kind) })
  return expression
}
