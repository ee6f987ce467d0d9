import type { AttributeType, Comparison, Value } from '@coterie/definition'
import type { CoreFunction } from '../functions/core-functions.ts'
import type { SqlQuery } from './sql-query.ts'
import type { SqlType } from './sql-type.ts'

/** An expression of SQL before it is text. What differs between dialects is in `call`, `type` and literals only. */
export type SqlExpression =
  | SqlColumn
  | SqlAliasColumn
  | SqlLiteral
  | { readonly kind: 'null'; readonly type: SqlType }
  | { readonly kind: 'call'; readonly function: CoreFunction; readonly operands: readonly SqlExpression[] }
  /** A type's name as an operand of a core function. */
  | { readonly kind: 'type'; readonly type: SqlType }
  | {
      readonly kind: 'regexMatch'
      readonly text: SqlExpression
      readonly pattern: string
      readonly ignoreCase: boolean
    }
  | {
      readonly kind: 'compare'
      readonly operator: Comparison | 'IS DISTINCT FROM'
      readonly left: SqlExpression
      readonly right: SqlExpression
    }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-' | '*' | '/'
      readonly left: SqlExpression
      readonly right: SqlExpression
    }
  | { readonly kind: 'and'; readonly operands: readonly SqlExpression[] }
  | { readonly kind: 'or'; readonly operands: readonly SqlExpression[] }
  | { readonly kind: 'not'; readonly operand: SqlExpression }
  | { readonly kind: 'isNull'; readonly operand: SqlExpression; readonly negated: boolean }
  | {
      readonly kind: 'inList'
      readonly operand: SqlExpression
      readonly literals: readonly SqlLiteral[]
      readonly negated: boolean
    }
  | SqlInQuery
  | {
      readonly kind: 'case'
      readonly branches: readonly { readonly when: SqlExpression; readonly result: SqlExpression }[]
      readonly otherwise: SqlExpression
    }
  | SqlWindow

export interface SqlColumn {
  readonly kind: 'column'
  /** Alias of the relation it belongs to. */
  readonly relation: string
  readonly column: string
}

/** A reference to a column the compiler itself named, which needs no quoting. */
export interface SqlAliasColumn {
  readonly kind: 'alias'
  readonly relation: string
  readonly alias: string
}

/** A constant. Numbers are exact unless they are JavaScript numbers. */
export interface SqlLiteral {
  readonly kind: 'literal'
  readonly type: AttributeType
  readonly value: Exclude<Value, null>
}

/** The operands, none of them null, are a row of the query, which has no nulls. */
export interface SqlInQuery {
  readonly kind: 'inQuery'
  readonly operands: readonly SqlExpression[]
  readonly query: SqlQuery
  readonly negated: boolean
}

/** A window function over the rows of a partition, or of everything, up to and including the row at hand in the order given. */
export interface SqlWindow {
  readonly kind: 'window'
  readonly function: 'rank' | 'count' | 'max' | 'min'
  /** None: `count(*)`, `rank()`. */
  readonly operands: readonly SqlExpression[]
  readonly partitionBy: readonly SqlExpression[]
  readonly orderBy: readonly { readonly expression: SqlExpression; readonly descending: boolean }[]
  /** Rows up to the one at hand; otherwise the whole partition (or, for `rank`, what it always looks at). */
  readonly running: boolean
}

export const column = (relation: string, name: string): SqlColumn => ({ kind: 'column', relation, column: name })
export const aliasColumn = (relation: string, alias: string): SqlAliasColumn => ({ kind: 'alias', relation, alias })
export const literal = (type: AttributeType, value: Exclude<Value, null>): SqlLiteral => ({
  kind: 'literal',
  type,
  value,
})
export const truth = (value: boolean): SqlLiteral => literal('boolean', value)
export const call = (name: CoreFunction, ...operands: readonly SqlExpression[]): SqlExpression => ({
  kind: 'call',
  function: name,
  operands,
})
export const typeOperand = (type: SqlType): SqlExpression => ({ kind: 'type', type })
export const cast = (operand: SqlExpression, type: SqlType): SqlExpression => call('cast', operand, typeOperand(type))
export const compareSql = (
  operator: Comparison | 'IS DISTINCT FROM',
  left: SqlExpression,
  right: SqlExpression,
): SqlExpression => ({ kind: 'compare', operator, left, right })
export const arithmetic = (
  operator: '+' | '-' | '*' | '/',
  left: SqlExpression,
  right: SqlExpression,
): SqlExpression => ({ kind: 'arithmetic', operator, left, right })
export const isNullSql = (operand: SqlExpression): SqlExpression => ({ kind: 'isNull', operand, negated: false })
export const isNotNullSql = (operand: SqlExpression): SqlExpression => ({ kind: 'isNull', operand, negated: true })
export const caseWhen = (when: SqlExpression, result: SqlExpression, otherwise: SqlExpression): SqlExpression => ({
  kind: 'case',
  branches: [{ when, result }],
  otherwise,
})

/** All of the operands; TRUE of none. Groups of the same kind are merged. */
export function allOf(operands: readonly SqlExpression[]): SqlExpression {
  const flat = operands.flatMap((operand) => (operand.kind === 'and' ? operand.operands : [operand]))
  const [only] = flat
  if (only === undefined) return truth(true)
  return flat.length === 1 ? only : { kind: 'and', operands: flat }
}

/** At least one of the operands; FALSE of none. Groups of the same kind are merged. */
export function anyOf(operands: readonly SqlExpression[]): SqlExpression {
  const flat = operands.flatMap((operand) => (operand.kind === 'or' ? operand.operands : [operand]))
  const [only] = flat
  if (only === undefined) return truth(false)
  return flat.length === 1 ? only : { kind: 'or', operands: flat }
}
