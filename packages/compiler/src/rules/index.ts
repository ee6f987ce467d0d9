import { fitNumberLiterals } from './fit-number-literals.ts'
import { hoistProfileConditions } from './hoist-profile-conditions.ts'
import { isolateValueTests } from './isolate-value-tests.ts'
import { mergeEqualityTests } from './merge-equality-tests.ts'
import { mergeExistenceTests } from './merge-existence-tests.ts'
import { pushDownNegations } from './push-down-negations.ts'
import { replaceCountsByExistence } from './replace-counts-by-existence.ts'
import type { Rule } from './rule.ts'
import { simplifyGroups } from './simplify-groups.ts'

/** Every rewrite, in the order in which they run, each once over the whole batch. */
export const rules: readonly Rule[] = [
  // First, because folding a literal makes constants and complements.
  fitNumberLiterals,
  // Needs whole literals; makes `exists` that can be merged.
  replaceCountsByExistence,
  pushDownNegations,
  simplifyGroups,
  // Before merging, so that only what is about joined rows is searched for.
  hoistProfileConditions,
  simplifyGroups,
  mergeEqualityTests,
  mergeExistenceTests,
  // Merging puts groups into groups and brings equal tests together.
  simplifyGroups,
  mergeEqualityTests,
  // Last, because a marked test is closed to the other rules.
  isolateValueTests,
]
