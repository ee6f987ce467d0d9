import type { Condition, ExistsCondition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import { isAboutProfile } from '../plan/touched.ts'
import type { Rule } from './rule.ts'

/**
 * Takes out of `exists` what is the same on every joined row of a profile, so that the joined rows are searched without the
 * audience's table. Beside an `or` the joined rows still have to exist: exists(p or r) is (p and exists) or exists(r).
 */
export const hoistProfileConditions: Rule = {
  name: 'hoist-profile-conditions',
  rewrite: (condition, nodes) => (condition.kind === 'exists' ? hoist(condition, nodes) : condition),
}

function hoist(exists: ExistsCondition, nodes: PlanNodes): Condition {
  const { path, condition } = exists
  if (condition.kind === 'constant') return exists
  const anyRow = nodes.exists(path, nodes.constant(true))
  if (isAboutProfile(condition, path.audience)) return nodes.and([condition, anyRow])
  if (condition.kind !== 'and' && condition.kind !== 'or') return exists

  const profile = condition.operands.filter((operand) => isAboutProfile(operand, path.audience))
  if (profile.length === 0) return exists
  const row = condition.operands.filter((operand) => !isAboutProfile(operand, path.audience))
  return condition.kind === 'and'
    ? nodes.and([...profile, nodes.exists(path, nodes.and(row))])
    : nodes.or([nodes.and([nodes.or(profile), anyRow]), nodes.exists(path, nodes.or(row))])
}
