import type { Condition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import { createRewriter } from '../plan/rewrite-condition.ts'
import { rules } from './index.ts'

/** Told of every rule that changed something, with the conditions after it. */
export type ObserveRule = (rule: string, conditions: readonly Condition[]) => void

/** Rewrites conditions by every rule in order. */
export function applyRules(
  conditions: readonly Condition[],
  nodes: PlanNodes,
  observe?: ObserveRule,
): readonly Condition[] {
  let current = conditions
  for (const { name, rewrite } of rules) {
    const rewritten = current.map(createRewriter(rewrite, nodes))
    if (observe !== undefined && rewritten.some((condition, i) => condition !== current[i])) observe(name, rewritten)
    current = rewritten
  }
  return current
}
