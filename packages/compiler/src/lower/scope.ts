import type { Path, PathStep } from '@coterie/definition'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'
import type { PlanAggregate, PlanValue } from '../plan/plan-value.ts'
import {
  aliasColumn,
  allOf,
  column,
  compareSql,
  isNotNullSql,
  type SqlColumn,
  type SqlExpression,
} from '../sql/sql-expression.ts'
import { fromQuery, type SqlJoin, type SqlRelation, type SqlSelected, select, selected } from '../sql/sql-query.ts'
import { keyOf } from './key-of.ts'
import type { Lowering } from './lowering.ts'

/** The tables a select reads its rows from, as conditions on those rows see them. Joins are added while they are lowered. */
export interface Scope {
  readonly audience: string
  /** What identifies the profile a row belongs to, in the order of the audience's key. The same array each time. */
  readonly profileKey: readonly SqlExpression[]
  /** Whether columns of the audience's table can be read. */
  readonly hasAudience: boolean
  column(table: string, column: string): SqlExpression
  /** A column computed once from a table's columns, known by a key; `make` is called the first time. */
  computed(table: string, key: string, make: () => SqlExpression): SqlExpression
  /** A value given by the rows themselves; undefined where it has to be joined. */
  given(value: PlanValue): SqlExpression | undefined
  /** The alias of a relation joined by the profile's key, known by a value; `make` is called the first time. */
  join(value: PlanValue, make: (alias: string) => SqlRelation): string
  /** The select's FROM, joins and the conditions of joining itself. Asked for last. */
  finish(): {
    readonly from: SqlRelation
    readonly joins: readonly SqlJoin[]
    readonly where: readonly SqlExpression[]
  }
}

/** What conditions will ask of a scope. */
export interface ScopeNeeds {
  readonly tables: ReadonlySet<string>
  /** Whether the profile's key is asked for. */
  readonly profileKey: boolean
}

/** The alias of a path's tables: `t0` is the audience, `t1` the first step. */
const aliasAt = (position: number): string => `t${position}`

/** Names of the profile key's columns in relations the compiler makes. */
export const keyAlias = (position: number): string => `k${position + 1}`

/** The joined rows of a path. The audience's table is left out where nothing but its key is asked for and the first step's rows hold it. */
export function createPathScope(lowering: Lowering, path: Path, needs: ScopeNeeds): Scope {
  const { naming } = lowering
  const [first] = path.steps
  const audienceKey = keyOf(lowering.catalog, path.audience)
  const foreignKey = first === undefined ? null : foreignKeyInOrder(audienceKey, first)
  const hasAudience =
    first === undefined || needs.tables.has(path.audience) || (needs.profileKey && foreignKey === null)

  const tables = [path.audience, ...path.steps.map(({ table }) => table)]
  const positions = new Map(tables.map((table, position) => [table, position]))
  const usedColumns = new Map<number, Map<string, SqlColumn>>()
  const computedColumns = new Map<number, SqlSelected[]>()
  const computedAliases = new Map<string, SqlExpression>()
  const valueJoins: SqlJoin[] = []
  const valueAliases = new Map<PlanValue, string>()

  function columnAt(position: number, name: string): SqlExpression {
    const made = column(aliasAt(position), naming.column(tables[position] ?? '', name))
    const used = usedColumns.get(position) ?? new Map<string, SqlColumn>()
    usedColumns.set(position, used.set(made.column, made))
    return made
  }

  const profileKey: readonly SqlExpression[] = hasAudience
    ? audienceKey.map((name) => columnAt(0, name))
    : (foreignKey ?? []).map((name) => columnAt(1, name))

  function positionOf(table: string): number {
    const position = positions.get(table)
    if (position === undefined || (position === 0 && !hasAudience)) {
      throw new InvalidPlanError(`The table \`${table}\` is not on the path of its condition.`)
    }
    return position
  }

  function relationAt(position: number): SqlRelation {
    const alias = aliasAt(position)
    const table: SqlRelation = { kind: 'table', name: naming.table(tables[position] ?? ''), alias }
    const computed = computedColumns.get(position)
    if (computed === undefined) return table
    const used = [...(usedColumns.get(position)?.values() ?? [])].map((each) => selected(each))
    return fromQuery(select([...used, ...computed], table), alias)
  }

  function joinConditions(step: PathStep, index: number): readonly SqlExpression[] {
    const near = positionOf(step.nearTable)
    return step.columns.map((name, i) =>
      compareSql('=', columnAt(index + 1, name), columnAt(near, step.nearColumns[i] ?? '')),
    )
  }

  return {
    audience: path.audience,
    profileKey,
    hasAudience,
    column: (table, name) => columnAt(positionOf(table), name),
    computed(table, key, make) {
      const known = computedAliases.get(key)
      if (known !== undefined) return known
      const position = positionOf(table)
      // Stands beside columns of the table, so it must not be called as one of them.
      const alias = `coterie_c${computedAliases.size + 1}`
      const columns = computedColumns.get(position) ?? []
      computedColumns.set(position, [...columns, { expression: make(), alias }])
      const expression = aliasColumn(aliasAt(position), alias)
      computedAliases.set(key, expression)
      return expression
    },
    given: () => undefined,
    join(value, make) {
      const known = valueAliases.get(value)
      if (known !== undefined) return known
      const alias = `v${valueAliases.size + 1}`
      valueAliases.set(value, alias)
      const on = profileKey.map((key, i) => compareSql('=', aliasColumn(alias, keyAlias(i)), key))
      valueJoins.push({ kind: 'left', relation: make(alias), on })
      return alias
    },
    finish() {
      const where = hasAudience ? [] : notNull(first)
      const joined = path.steps.flatMap((step, index) => (index === 0 && !hasAudience ? [] : [{ step, index }]))
      const on = joined.map(({ step, index }) => joinConditions(step, index))
      // Relations last: they list the columns that everything else reads.
      const joins = joined.map(({ index }, i): SqlJoin => {
        return { kind: 'inner', relation: relationAt(index + 1), on: on[i] ?? [] }
      })
      return { from: relationAt(hasAudience ? 0 : 1), joins: [...joins, ...valueJoins], where }
    },
  }

  /** A null foreign key belongs to no profile, and a null among the keys would make NOT IN unknown. */
  function notNull(step: PathStep): readonly SqlExpression[] {
    const key = keyOf(lowering.catalog, step.table)
    return step.columns.filter((name) => !key.includes(name)).map((name) => isNotNullSql(columnAt(1, name)))
  }
}

/** The audience's table alone. */
export const createProfileScope = (lowering: Lowering, audience: string): Scope =>
  createPathScope(lowering, { audience, steps: [] }, { tables: new Set([audience]), profileKey: true })

/** Groups of rows whose only property is the value of one aggregate. */
export function createGroupScope(value: PlanAggregate, expression: SqlExpression): Scope {
  const refuse = (): never => {
    throw new InvalidPlanError('A test of one value asks for something else.')
  }
  return {
    audience: value.path.audience,
    profileKey: [],
    hasAudience: false,
    column: refuse,
    computed: refuse,
    given: (asked) => (asked === value ? expression : undefined),
    join: refuse,
    finish: refuse,
  }
}

/** The columns of the first step that hold the audience's key, in the key's order; null where the step points elsewhere. */
function foreignKeyInOrder(audienceKey: readonly string[], step: PathStep): readonly string[] | null {
  if (step.nearColumns.length !== audienceKey.length) return null
  const columns = audienceKey.map((name) => step.columns[step.nearColumns.indexOf(name)])
  return columns.every((name) => name !== undefined) ? columns : null
}

/** All conjuncts as the list a WHERE is made of. */
export const conjuncts = (expression: SqlExpression): readonly SqlExpression[] => {
  const all = allOf([expression])
  if (all.kind === 'literal' && all.value === true) return []
  return all.kind === 'and' ? all.operands : [all]
}
