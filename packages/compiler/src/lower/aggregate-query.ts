import { exact, type NumberKind, type Path } from '@coterie/definition'
import type { Condition } from '../plan/condition.ts'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'
import type { PlanAggregate } from '../plan/plan-value.ts'
import type { PlanColumn } from '../plan/term.ts'
import { touchedBy } from '../plan/touched.ts'
import {
  aliasColumn,
  arithmetic,
  call,
  cast,
  isNotNullSql,
  literal,
  type SqlExpression,
  typeOperand,
} from '../sql/sql-expression.ts'
import { fromQuery, type SqlQuery, type SqlSelect, select, selected } from '../sql/sql-query.ts'
import { keyOf } from './key-of.ts'
import { monthNumber } from './local-time.ts'
import { calendarTypeOf, lowerColumn, lowerLocal } from './lower-term.ts'
import type { Lowering } from './lowering.ts'
import { asFloat, scaleOfKind } from './number-conversion.ts'
import { conjuncts, createGroupScope, createPathScope, keyAlias } from './scope.ts'

/** The profiles with at least one matching row and their aggregate, as columns `k1`… and `v`. */
export function aggregateValues(aggregate: PlanAggregate, lowering: Lowering): SqlQuery {
  const { keys, value, query } = groupedRows(aggregate, lowering)
  const columns = [...keys.map((key, i) => selected(key, keyAlias(i))), selected(value, 'v')]
  return { ...query, columns, groupBy: keys }
}

/** The keys of profiles with at least one matching row whose aggregate satisfies a condition, or its complement. */
export function aggregateKeys(
  aggregate: PlanAggregate,
  condition: Condition,
  negated: boolean,
  lowering: Lowering,
): SqlQuery {
  const shared = lowering.sharedTable(aggregate, 's')
  if (shared !== null) {
    const scope = createGroupScope(aggregate, aliasColumn('s', 'v'))
    const keys = keyOf(lowering.catalog, aggregate.path.audience).map((_, i) => selected(aliasColumn('s', keyAlias(i))))
    return select(keys, shared, { where: conjuncts(lowering.condition(condition, scope, negated)) })
  }
  const { keys, value, query } = groupedRows(aggregate, lowering)
  const having = conjuncts(lowering.condition(condition, createGroupScope(aggregate, value), negated))
  return { ...query, columns: keys.map((key) => selected(key)), groupBy: keys, having }
}

interface GroupedRows {
  /** The profile's key, by which the rows are grouped. */
  readonly keys: readonly SqlExpression[]
  /** The aggregate of a group. */
  readonly value: SqlExpression
  /** The rows, each once per profile, still without columns and groups. */
  readonly query: SqlSelect
}

function groupedRows(aggregate: PlanAggregate, lowering: Lowering): GroupedRows {
  const { path, of, column, orderBy, where } = aggregate
  const touched = touchedBy(where)
  const scope = createPathScope(lowering, path, { tables: new Set([...touched.tables, of]), profileKey: true })
  const subject = column === null ? null : subjectOf(aggregate, column)
  const ofKey = keyOf(lowering.catalog, of).map((name) => scope.column(of, name))
  const order = orderBy === null ? [] : [lowerColumn(orderBy, scope, lowering), ...ofKey]
  const condition = lowering.condition(where, scope, false)
  const { from, joins, where: joining } = scope.finish()
  const rows = select([], from, {
    joins,
    where: [
      ...joining,
      ...conjuncts(condition),
      // Rows without a value to order by stand in no place and do not count as matching.
      ...order.slice(0, 1).map(isNotNullSql),
    ],
  })
  if (!countsRows(aggregate) || !repeatsRows(path, of)) {
    return { keys: scope.profileKey, value: aggregateOf(aggregate, subject, order), query: rows }
  }
  const distinct: SqlSelect = {
    ...rows,
    distinct: true,
    columns: [
      ...scope.profileKey.map((key, i) => selected(key, keyAlias(i))),
      ...ofKey.map((key, i) => selected(key, `o${i + 1}`)),
      ...(subject === null ? [] : [selected(subject, 'x')]),
    ],
  }
  return {
    keys: scope.profileKey.map((_, i) => aliasColumn('d', keyAlias(i))),
    value: aggregateOf(aggregate, subject === null ? null : aliasColumn('d', 'x'), []),
    query: select([], fromQuery(distinct, 'd')),
  }

  /** The aggregated attribute, for `part` the number of its calendar part. */
  function subjectOf({ part }: PlanAggregate, of: PlanColumn): SqlExpression {
    if (part === null) return lowerColumn(of, scope, lowering)
    const date =
      calendarTypeOf(of) === 'date'
        ? lowerColumn(of, scope, lowering)
        : call('dateOfTimestamp', lowerLocal(of, scope, lowering))
    switch (part) {
      case 'day':
        return date
      case 'week':
        // The week that starts on Sunday holds the Monday after it.
        return call('monday', lowering.clock.weekStart === 'monday' ? date : call('addDaysToDate', date, ONE))
      case 'month':
        return monthNumber(date)
      case 'year':
        return call('year', date)
    }
  }
}

const ONE = literal('number', exact(1))

/** Whether an aggregate would count a repeated row twice; the others do not change by repetition. */
function countsRows({ aggregate }: PlanAggregate): boolean {
  switch (aggregate) {
    case 'count':
    case 'sum':
    case 'avg':
    case 'median':
      return true
    case 'countDistinct':
    case 'min':
    case 'max':
    case 'first':
    case 'last':
      return false
  }
}

/** Whether one row of a table can be part of several joined rows of one profile. */
export function repeatsRows({ steps }: Path, table: string): boolean {
  const position = steps.findIndex((step) => step.table === table)
  const until = steps.slice(0, position + 1)
  const beyond = steps.slice(position + 1)
  if (beyond.some(({ fanOut }) => fanOut)) return true
  // Several rows nearer to the profile can lead to the same row only where the profile has several of them.
  return until.some(({ fanIn }, i) => fanIn && until.slice(0, i).some(({ fanOut }) => fanOut))
}

function aggregateOf(
  { aggregate, column }: PlanAggregate,
  subject: SqlExpression | null,
  order: readonly SqlExpression[],
): SqlExpression {
  if (aggregate === 'count') return call('countRows')
  if (subject === null || column === null) throw new InvalidPlanError(`\`${aggregate}\` aggregates no attribute.`)
  switch (aggregate) {
    case 'countDistinct':
      return call('countDistinct', subject)
    case 'min':
      return call('min', subject)
    case 'max':
      return call('max', subject)
    case 'first':
      return call('firstBy', subject, ...order)
    case 'last':
      return call('lastBy', subject, ...order)
    case 'sum':
      return sumOf(subject, kindOf(column))
    case 'avg':
      return averageOf(subject, kindOf(column))
    case 'median':
      return medianOf(subject, kindOf(column))
  }
}

function kindOf({ table, column, number }: PlanColumn): NumberKind {
  if (number === undefined) throw new InvalidPlanError(`\`${table}.${column}\` is not a number.`)
  return number
}

const decimalOf = (kind: NumberKind) => ({ kind: 'decimal', scale: scaleOfKind(kind) }) as const

function sumOf(subject: SqlExpression, kind: NumberKind): SqlExpression {
  if (kind.kind === 'float') return call('nullIfNaN', call('sumFloat', subject))
  return call('sumExact', subject, typeOperand(decimalOf(kind)))
}

function averageOf(subject: SqlExpression, kind: NumberKind): SqlExpression {
  const sum = asFloat(sumOf(subject, kind), kind.kind === 'integer' ? decimalOf(kind) : kind)
  return arithmetic('/', sum, call('count', subject))
}

function medianOf(subject: SqlExpression, kind: NumberKind): SqlExpression {
  const lower = call('lowerMiddle', subject)
  const upper = call('upperMiddle', subject)
  if (kind.kind === 'float') {
    return call('nullIfNaN', arithmetic('/', arithmetic('+', lower, upper), literal('number', 2)))
  }
  const type = decimalOf(kind)
  return call('half', arithmetic('+', cast(lower, type), cast(upper, type)))
}
