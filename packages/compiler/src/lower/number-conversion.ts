import { isExact, type NumberKind, toFloat } from '@coterie/definition'
import { call, literal, type SqlExpression, typeOperand } from '../sql/sql-expression.ts'

/** The float nearest to a number of a kind. */
export function asFloat(expression: SqlExpression, kind: NumberKind): SqlExpression {
  if (expression.kind === 'literal') {
    const { value } = expression
    return isExact(value) ? literal('number', toFloat(value)) : expression
  }
  switch (kind.kind) {
    case 'float':
      return expression
    case 'integer':
      return call('integerToDouble', expression)
    case 'decimal':
      return call('decimalToDouble', expression, typeOperand({ kind: 'decimal', scale: kind.scale }))
  }
}

/** Fractional digits of an exact kind. */
export const scaleOfKind = (kind: NumberKind): number => (kind.kind === 'decimal' ? kind.scale : 0)
