import type { SqlExpression, SqlLiteral } from './sql-expression.ts'

/** A query of SQL before it is text. */
export type SqlQuery =
  | SqlSelect
  | { readonly kind: 'unionAll'; readonly queries: readonly SqlQuery[] }
  /** One column with a row a literal: what a very long list of values is looked up in. */
  | { readonly kind: 'literalRows'; readonly literals: readonly SqlLiteral[] }

export interface SqlSelect {
  readonly kind: 'select'
  readonly distinct: boolean
  readonly columns: readonly SqlSelected[]
  readonly from: SqlRelation
  readonly joins: readonly SqlJoin[]
  readonly where: readonly SqlExpression[]
  readonly groupBy: readonly SqlExpression[]
  readonly having: readonly SqlExpression[]
}

export interface SqlSelected {
  readonly expression: SqlExpression
  /** Null: a column keeps its own name. */
  readonly alias: string | null
}

export interface SqlJoin {
  readonly kind: 'inner' | 'left'
  readonly relation: SqlRelation
  readonly on: readonly SqlExpression[]
}

/** A table by the parts of its name, or a query, under an alias. */
export type SqlRelation = SqlTable | { readonly kind: 'query'; readonly query: SqlQuery; readonly alias: string }

export interface SqlTable {
  readonly kind: 'table'
  readonly name: readonly string[]
  readonly alias: string
}

/** A select of columns from a relation; everything else is given as needed. */
export const select = (
  columns: readonly SqlSelected[],
  from: SqlRelation,
  rest: Partial<Omit<SqlSelect, 'kind' | 'columns' | 'from'>> = {},
): SqlSelect => ({
  kind: 'select',
  distinct: false,
  joins: [],
  where: [],
  groupBy: [],
  having: [],
  ...rest,
  columns,
  from,
})

export const selected = (expression: SqlExpression, alias: string | null = null): SqlSelected => ({ expression, alias })

export const fromQuery = (query: SqlQuery, alias: string): SqlRelation => ({ kind: 'query', query, alias })

/** All rows of the queries, repetitions included; a single query stays itself. */
export function unionAll(queries: readonly SqlQuery[]): SqlQuery {
  const flat = queries.flatMap((query) => (query.kind === 'unionAll' ? query.queries : [query]))
  const [only] = flat
  return flat.length === 1 && only !== undefined ? only : { kind: 'unionAll', queries: flat }
}
