import { childPointer } from '../diagnostics/pointer.ts'
import type { AggregateNode, AggregateSpecNode, ReferenceNode } from '../tree/tree.ts'
import { exact } from '../values/exact.ts'
import { AGGREGATED_TYPES, aggregateResult, ORDER_TYPES } from './aggregate-result.ts'
import { farTable } from './find-paths.ts'
import { emptyGroup, resolveGroup } from './resolve-condition.ts'
import { resolveTest } from './resolve-test.ts'
import type { AggregateName, AggregateValue, ColumnSubject, ResolvedTest } from './resolved.ts'
import { offPath, type RowScope, resolveColumnOnRow, rowScope, type Scope } from './scope.ts'
import { tablesOfAggregate } from './tables-used.ts'

/** An aggregate condition inside a rule or `where` whose rows `scope` describes. */
export function resolveAggregateTest(node: AggregateNode, scope: RowScope): ResolvedTest | null {
  const value = resolveAggregate(node.aggregate, scope)
  const subject = value && {
    kind: 'value' as const,
    value,
    type: value.type,
    ...(value.number === undefined ? {} : { number: value.number }),
  }
  const name = node.aggregate.aggregate ?? 'aggregate'
  return resolveTest({ subject, name, test: node, pointer: node.pointer }, scope)
}

/** An aggregate of all rows related to a profile; null where it is wrong (and reported). Its default is the language's: 0 for counts, null for the others. */
export function resolveAggregate(node: AggregateSpecNode, scope: Scope): AggregateValue | null {
  const { aggregate, pointer } = node
  const isComplete = checkOperandsTaken(node, scope)
  const row = rowScope(node.path, tablesOfAggregate(node, scope.names), pointer, scope)
  const column = node.attribute && aggregate !== 'count' ? resolveColumnOnRow(node.attribute, row) : null
  const of = resolveOf(node, column, row)
  const orderBy = node.orderBy && takesOrder(aggregate) ? resolveOrderBy(node.orderBy, of, row) : null
  const where = node.where == null ? emptyGroup(childPointer(pointer, 'where')) : resolveGroup(node.where, row)
  const fits = column === null || (checkColumnType(node, column, scope) && checkPart(node, column, scope))

  if (!isComplete || !fits || aggregate === null || row.path === null || of === null) return null
  if (aggregate !== 'count' && column === null) return null
  if (takesOrder(aggregate) && orderBy === null) return null
  return {
    kind: 'aggregate',
    aggregate,
    path: row.path,
    of,
    column: column?.column ?? null,
    columnType: column?.type ?? null,
    ...(column?.number === undefined ? {} : { columnNumber: column.number }),
    part: node.part ?? null,
    orderBy,
    where,
    default: isCount(aggregate) ? exact(0) : null,
    ...aggregateResult(aggregate, column),
  }
}

const isCount = (aggregate: AggregateName): boolean => aggregate === 'count' || aggregate === 'countDistinct'
const takesOrder = (aggregate: AggregateName | null): boolean => aggregate === 'first' || aggregate === 'last'

/** Whether every part the aggregate needs is written and none that it does not take. */
function checkOperandsTaken(node: AggregateSpecNode, { report }: Scope): boolean {
  const { aggregate, pointer } = node
  if (aggregate === null) return false
  const refuse = (key: 'attribute' | 'part' | 'orderBy'): boolean => {
    if (node[key] === undefined) return true
    report('aggregate-operand-not-taken', childPointer(pointer, key), { aggregate, key })
    return false
  }
  const require = (key: 'attribute' | 'orderBy', expected: string): boolean => {
    if (node[key] !== undefined) return true
    report('missing-key', pointer, { key, expected })
    return false
  }
  const checks = [
    aggregate === 'count' ? refuse('attribute') : require('attribute', 'an attribute, `table.attribute`'),
    aggregate === 'countDistinct' || refuse('part'),
    takesOrder(aggregate)
      ? require('orderBy', 'the attribute that orders the rows, `table.attribute`')
      : refuse('orderBy'),
    // Those written wrongly are reported already.
    [node.attribute, node.of, node.part, node.orderBy, node.where].every((part) => part !== null),
  ]
  return checks.every((check) => check)
}

/** The table whose rows are aggregated: the attribute's or, for `count`, the one named by `of` or else the path's far table. */
function resolveOf(node: AggregateSpecNode, column: ColumnSubject | null, row: RowScope): string | null {
  const { aggregate, of, pointer } = node
  const { names, path, report } = row
  if (of === null) return null
  if (of === undefined) {
    if (aggregate !== 'count') return column?.table ?? null
    // A count of the audience table is 1 for everybody: nobody means it unless the empty path is written.
    if (path?.steps.length === 0 && node.path === undefined) {
      report('aggregate-path-missing', pointer, {})
      return null
    }
    return path && farTable(path)
  }
  if (!names.tables.has(of.text)) {
    report('unknown-table', of.pointer, { table: of.text, nearest: report.nearest(of.text, names.tables.keys()) })
    return null
  }
  if (aggregate !== null && column !== null && column.table !== of.text) {
    const attribute = node.attribute?.text ?? ''
    report('aggregate-of-other-table', of.pointer, { aggregate, of: of.text, attribute, table: column.table })
    return null
  }
  if (path !== null && !row.tables.has(of.text)) {
    report('table-off-path', of.pointer, offPath(of.text, path, row))
    return null
  }
  return of.text
}

function resolveOrderBy(reference: ReferenceNode, of: string | null, row: RowScope): ColumnSubject | null {
  const orderBy = resolveColumnOnRow(reference, row)
  if (orderBy === null) return null
  const { text: attribute, pointer } = reference
  if (of !== null && orderBy.table !== of) {
    row.report('order-by-other-table', pointer, { attribute, table: orderBy.table, of })
    return null
  }
  if (!ORDER_TYPES.includes(orderBy.type)) {
    row.report('order-by-type', pointer, { attribute, type: orderBy.type })
    return null
  }
  return orderBy
}

function checkColumnType(node: AggregateSpecNode, { type }: ColumnSubject, { report }: Scope): boolean {
  const { aggregate, attribute } = node
  if (aggregate === null || attribute == null) return false
  const types = AGGREGATED_TYPES[aggregate]
  if (types.includes(type)) return true
  report('aggregate-of-type', attribute.pointer, { aggregate, attribute: attribute.text, type, types })
  return false
}

function checkPart(node: AggregateSpecNode, { type }: ColumnSubject, { report }: Scope): boolean {
  if (node.part == null || node.aggregate !== 'countDistinct' || type === 'date' || type === 'datetime') return true
  const attribute = node.attribute?.text ?? ''
  report('part-of-type', childPointer(node.pointer, 'part'), { attribute, type })
  return false
}
