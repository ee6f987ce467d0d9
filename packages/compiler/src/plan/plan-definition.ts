import type { Path, ResolvedCondition, ResolvedDefinition, ResolvedProjection } from '@coterie/definition'
import { combineRules } from './combine-rules.ts'
import type { Condition } from './condition.ts'
import { InvalidPlanError } from './invalid-plan-error.ts'
import { pathKey } from './keys.ts'
import type { ConditionPlanner } from './plan-condition.ts'
import type { PlanNodes } from './plan-nodes.ts'

/** A definition's logical plan: conditions about a profile of the audience. */
export interface DefinitionPlan {
  readonly audience: string
  readonly members: Condition
  /** Each rule, group and condition on its own, and the rules combined so far; empty without inspection. */
  readonly parts: readonly PlannedPart[]
  readonly projections: readonly PlannedProjection[]
}

export interface PlannedPart {
  readonly part: { readonly pointer: string } | { readonly afterRule: number }
  readonly condition: Condition
}

/** The joined rows a projected attribute is listed from: those of each path that satisfy its condition. */
export interface PlannedProjection {
  readonly table: string
  readonly column: string
  readonly sources: readonly { readonly path: Path; readonly condition: Condition }[]
}

export interface PlanOptions {
  readonly inspect: boolean
  readonly project: boolean
}

export function planDefinition(
  definition: ResolvedDefinition,
  planner: ConditionPlanner,
  nodes: PlanNodes,
  { inspect, project }: PlanOptions,
): DefinitionPlan {
  const { audience, rules } = definition
  const planned = rules.map(({ combine, path, group }) => ({
    combine,
    condition: nodes.exists(path, planner.planCondition(group, audience)),
  }))

  function inspectedParts(): readonly PlannedPart[] {
    const parts = rules.flatMap(({ path, group }) =>
      partsOf(group).map((part) => ({
        part: { pointer: part.pointer },
        condition: nodes.exists(path, planner.planCondition(part, audience)),
      })),
    )
    const combined = planned.map((_, position) => ({
      part: { afterRule: position },
      condition: combineRules(planned.slice(0, position + 1), nodes),
    }))
    return [...parts, ...combined]
  }

  return {
    audience,
    members: combineRules(planned, nodes),
    parts: inspect ? inspectedParts() : [],
    projections: project ? definition.project.map((each) => planProjection(each, definition, planner, nodes)) : [],
  }
}

/** A group and everything in it, outer before inner. The conditions inside a value's `where` are about other rows. */
function partsOf(condition: ResolvedCondition): readonly ResolvedCondition[] {
  return condition.kind === 'group' ? [condition, ...condition.conditions.flatMap(partsOf)] : [condition]
}

/** The rows of the rules whose path holds the table, or of the direct path. Rules that only take profiles away add no rows. */
function planProjection(
  { column, directPath }: ResolvedProjection,
  { audience, rules }: ResolvedDefinition,
  planner: ConditionPlanner,
  nodes: PlanNodes,
): PlannedProjection {
  const holding = rules.filter(
    ({ combine, path }) => combine !== 'except' && path.steps.some(({ table }) => table === column.table),
  )
  const byPath = Map.groupBy(holding, ({ path }) => pathKey(path))
  const sources = [...byPath.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    // A joined row that satisfies several rules of the path is listed once.
    return [{ path: first.path, condition: nodes.or(same.map(({ group }) => planner.planCondition(group, audience))) }]
  })
  if (sources.length > 0) return { table: column.table, column: column.column, sources }
  if (directPath === null) throw new InvalidPlanError(`No path leads to the projected table \`${column.table}\`.`)
  return {
    table: column.table,
    column: column.column,
    sources: [{ path: directPath, condition: nodes.constant(true) }],
  }
}
