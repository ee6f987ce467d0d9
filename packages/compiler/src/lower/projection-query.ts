import type { PlannedProjection } from '../plan/plan-definition.ts'
import { touchedBy } from '../plan/touched.ts'
import { aliasColumn, call, compareSql, type SqlExpression } from '../sql/sql-expression.ts'
import { fromQuery, type SqlJoin, type SqlQuery, select, selected, unionAll } from '../sql/sql-query.ts'
import { keyOf } from './key-of.ts'
import type { Lowering } from './lowering.ts'
import { conjuncts, createPathScope, keyAlias, type Scope } from './scope.ts'

/** A projected attribute's lists joined to profiles: one element a joined row, in the order of its table's key. */
export function joinProjection(
  projection: PlannedProjection,
  alias: string,
  profile: Scope,
  lowering: Lowering,
): { readonly join: SqlJoin; readonly list: SqlExpression } {
  const rows = unionAll(projection.sources.map((source) => projectedRows(projection, source, lowering)))
  const keys = profile.profileKey.map((_, i) => aliasColumn('d', keyAlias(i)))
  const order = keyOf(lowering.catalog, projection.table).map((_, i) => aliasColumn('d', orderAlias(i)))
  const list = selected(call('listInOrder', aliasColumn('d', 'x'), ...order), 'v')
  const lists = select([...keys.map((key, i) => selected(key, keyAlias(i))), list], fromQuery(rows, 'd'), {
    groupBy: keys,
  })
  const on = profile.profileKey.map((key, i) => compareSql('=', aliasColumn(alias, keyAlias(i)), key))
  return {
    join: { kind: 'left', relation: fromQuery(lists, alias), on },
    list: call('emptyListIfNull', aliasColumn(alias, 'v')),
  }
}

const orderAlias = (position: number): string => `o${position + 1}`

function projectedRows(
  { table, column }: PlannedProjection,
  { path, condition }: PlannedProjection['sources'][number],
  lowering: Lowering,
): SqlQuery {
  const scope = createPathScope(lowering, path, { tables: touchedBy(condition).tables, profileKey: true })
  const lowered = lowering.condition(condition, scope, false)
  const columns = [
    ...scope.profileKey.map((key, i) => selected(key, keyAlias(i))),
    ...keyOf(lowering.catalog, table).map((name, i) => selected(scope.column(table, name), orderAlias(i))),
    selected(scope.column(table, column), 'x'),
  ]
  const { from, joins, where } = scope.finish()
  return select(columns, from, { joins, where: [...where, ...conjuncts(lowered)] })
}
