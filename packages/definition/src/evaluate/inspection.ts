import type { ResolvedCondition, ResolvedRule } from '../resolve/resolved.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'
import { joinedRows } from './joined-rows.ts'
import { countProfiles, profilesWhere } from './profile-set.ts'
import { rowTest } from './row-test.ts'

/** How many profiles satisfy the part of a definition a JSON pointer names, on its own. */
export interface PartCount {
  readonly pointer: string
  readonly count: number
}

/**
 * Counts for a rule and for each group and condition in it, outer before inner: the profiles with at least one joined row of
 * the rule's path that satisfies that part alone. The conditions inside an aggregate's or a sequence's `where` are about other rows and have none.
 */
export function inspectRule(rule: ResolvedRule, evaluation: AudienceEvaluation): readonly PartCount[] {
  const rows = joinedRows(rule.path, evaluation.store)
  return partsOf(rule.group).map((part) => {
    const test = rowTest(part, rows.slots, evaluation)
    return {
      pointer: part.pointer,
      count: countProfiles(profilesWhere(evaluation.size, (profile) => rows.some(profile, test))),
    }
  })
}

function partsOf(condition: ResolvedCondition): readonly ResolvedCondition[] {
  return condition.kind === 'group' ? [condition, ...condition.conditions.flatMap(partsOf)] : [condition]
}
