import { exact, isExact, type NumberKind, toFloat } from '@coterie/definition'
import { allOf, call, caseWhen, compareSql, literal, type SqlExpression, typeOperand } from '../sql/sql-expression.ts'

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
      return decimalAsFloat(expression, kind.scale)
  }
}

/** Of a decimal whose digits fit a float exactly, engines' own conversion is one division and so the nearest float. */
const EXACT_DIGITS = exact(2n ** 53n)

function decimalAsFloat(expression: SqlExpression, scale: number): SqlExpression {
  const nearest = call('decimalToDouble', expression, typeOperand({ kind: 'decimal', scale }))
  // What is computed once a group is not worth repeating its text.
  if (expression.kind !== 'column' && expression.kind !== 'alias') return nearest
  const limit = EXACT_DIGITS.times(exact(`1e-${scale}`))
  const isNarrow = allOf([
    compareSql('>=', expression, literal('number', limit.times(-1))),
    compareSql('<=', expression, literal('number', limit)),
  ])
  return caseWhen(isNarrow, call('integerToDouble', expression), nearest)
}

/** Fractional digits of an exact kind. */
export const scaleOfKind = (kind: NumberKind): number => (kind.kind === 'decimal' ? kind.scale : 0)
