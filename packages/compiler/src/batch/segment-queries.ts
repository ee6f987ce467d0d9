import type { Lowering } from '../lower/lowering.ts'
import { joinProjection } from '../lower/projection-query.ts'
import { conjuncts, createProfileScope } from '../lower/scope.ts'
import type { Condition } from '../plan/condition.ts'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'
import type { DefinitionPlan } from '../plan/plan-definition.ts'
import { call } from '../sql/sql-expression.ts'
import { type SqlQuery, select, selected } from '../sql/sql-query.ts'

/** The keys of the profiles that satisfy a plan. */
export function membersQuery({ audience, members }: DefinitionPlan, lowering: Lowering): SqlQuery {
  const scope = createProfileScope(lowering, audience)
  const where = conjuncts(lowering.condition(members, scope, false))
  const { from, joins } = scope.finish()
  return select(
    scope.profileKey.map((key) => selected(key)),
    from,
    { joins, where },
  )
}

/** The number of profiles that satisfy a condition. */
export function countQuery(audience: string, condition: Condition, lowering: Lowering): SqlQuery {
  const scope = createProfileScope(lowering, audience)
  const where = conjuncts(lowering.condition(condition, scope, false))
  const { from, joins } = scope.finish()
  return select([selected(call('countRows'), 'n')], from, { joins, where })
}

/** The members' output table: the profile's own attributes, then the projected ones as lists. */
export function outputQuery(
  { audience, members, projections }: DefinitionPlan,
  lowering: Lowering,
): { readonly columns: readonly string[]; readonly query: SqlQuery } {
  const table = lowering.catalog.tables.get(audience)
  if (table === undefined) throw new InvalidPlanError(`The catalog has no table \`${audience}\`.`)
  const scope = createProfileScope(lowering, audience)
  const where = conjuncts(lowering.condition(members, scope, false))
  const names = [...table.attributes.keys()]
  const lists = projections.map((projection, i) => joinProjection(projection, `p${i + 1}`, scope, lowering))
  const expressions = [...names.map((name) => scope.column(audience, name)), ...lists.map(({ list }) => list)]
  const { from, joins } = scope.finish()
  return {
    columns: [...names, ...projections.map(({ table: of, column }) => `${of}.${column}`)],
    query: select(
      expressions.map((expression, i) => selected(expression, `c${i + 1}`)),
      from,
      { joins: [...joins, ...lists.map(({ join }) => join)], where },
    ),
  }
}
