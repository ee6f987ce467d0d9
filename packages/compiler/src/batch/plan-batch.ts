import type { Clock } from '@coterie/definition'
import type { Condition } from '../plan/condition.ts'
import { createConditionPlanner } from '../plan/plan-condition.ts'
import { type DefinitionPlan, type PlanOptions, planDefinition } from '../plan/plan-definition.ts'
import { createPlanNodes } from '../plan/plan-nodes.ts'
import { applyRules, type ObserveRule } from '../rules/apply-rules.ts'
import type { BatchSegment } from './order-segments.ts'

export interface SegmentPlan extends DefinitionPlan {
  readonly id: string
}

/** Plans the segments together and rewrites their plans; the observer sees the members' conditions in the segments' order. */
export function planBatch(
  segments: readonly BatchSegment[],
  clock: Clock,
  options: PlanOptions,
  observe?: ObserveRule,
): readonly SegmentPlan[] {
  const nodes = createPlanNodes()
  const planner = createConditionPlanner(nodes, clock)
  const plans = segments.map(({ id, definition }) => ({ id, ...planDefinition(definition, planner, nodes, options) }))
  const before = plans.flatMap(conditionsOf)
  const membersAt = positionsOfMembers(plans)
  const ofMembers = (conditions: readonly Condition[]): readonly Condition[] =>
    membersAt.flatMap((position) => conditions[position] ?? [])

  observe?.('plan', ofMembers(before))
  const after = applyRules(before, nodes, observe && ((rule, conditions) => observe(rule, ofMembers(conditions))))
  const rewritten = new Map(before.map((condition, position) => [condition, after[position] ?? condition]))
  return plans.map((plan) => withConditions(plan, (condition) => rewritten.get(condition) ?? condition))
}

/** Every condition of a plan, the members' first. */
export function conditionsOf({ members, parts, projections }: DefinitionPlan): readonly Condition[] {
  return [
    members,
    ...parts.map(({ condition }) => condition),
    ...projections.flatMap(({ sources }) => sources.map(({ condition }) => condition)),
  ]
}

function positionsOfMembers(plans: readonly DefinitionPlan[]): readonly number[] {
  let next = 0
  return plans.map((plan) => {
    const position = next
    next += conditionsOf(plan).length
    return position
  })
}

function withConditions(plan: SegmentPlan, map: (condition: Condition) => Condition): SegmentPlan {
  return {
    ...plan,
    members: map(plan.members),
    parts: plan.parts.map((part) => ({ ...part, condition: map(part.condition) })),
    projections: plan.projections.map((projection) => ({
      ...projection,
      sources: projection.sources.map((source) => ({ ...source, condition: map(source.condition) })),
    })),
  }
}
