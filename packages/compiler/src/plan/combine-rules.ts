import type { SetOperator } from '@coterie/definition'
import type { Condition } from './condition.ts'
import { InvalidPlanError } from './invalid-plan-error.ts'
import type { PlanNodes } from './plan-nodes.ts'

/** A rule's profiles and how they join the result of the rules before it. */
export interface PlannedRule {
  readonly combine: SetOperator | null
  readonly condition: Condition
}

/** Rules that change their operator more often than this are combined without nesting. */
const MAX_NESTING = 50

/** The rules combined strictly from first to last. */
export function combineRules(rules: readonly PlannedRule[], nodes: PlanNodes): Condition {
  const [first, ...rest] = rules
  if (first === undefined) throw new InvalidPlanError('A definition without rules.')
  const runs = runsOf(rest)
  if (runs.length > MAX_NESTING) return decideByLast(first, rest, nodes)
  return runs.reduce((result, run) => joinRun(result, run, nodes), first.condition)
}

function joinRun(result: Condition, { operator, conditions }: Run, nodes: PlanNodes): Condition {
  switch (operator) {
    case 'union':
      return nodes.or([result, ...conditions])
    case 'intersect':
      return nodes.and([result, ...conditions])
    case 'except':
      return nodes.and([result, ...conditions.map((condition) => nodes.not(condition))])
  }
}

interface Run {
  readonly operator: SetOperator
  readonly conditions: Condition[]
}

/** Neighbouring rules of one operator. */
function runsOf(rules: readonly PlannedRule[]): readonly Run[] {
  const runs: Run[] = []
  for (const rule of rules) {
    const operator = operatorOf(rule)
    const last = runs.at(-1)
    if (last?.operator === operator) last.conditions.push(rule.condition)
    else runs.push({ operator, conditions: [rule.condition] })
  }
  return runs
}

/** The same as a flat list of cases: the last rule that adds or takes away a profile decides about it. */
function decideByLast(first: PlannedRule, rest: readonly PlannedRule[], nodes: PlanNodes): Condition {
  return nodes.decide(
    rest.toReversed().map((rule) => decisionOf(rule, nodes)),
    first.condition,
  )
}

function decisionOf(rule: PlannedRule, nodes: PlanNodes): { readonly when: Condition; readonly holds: boolean } {
  const { condition } = rule
  switch (operatorOf(rule)) {
    case 'union':
      return { when: condition, holds: true }
    case 'intersect':
      return { when: nodes.not(condition), holds: false }
    case 'except':
      return { when: condition, holds: false }
  }
}

function operatorOf({ combine }: PlannedRule): SetOperator {
  if (combine === null) throw new InvalidPlanError('Only the first rule joins nothing.')
  return combine
}
