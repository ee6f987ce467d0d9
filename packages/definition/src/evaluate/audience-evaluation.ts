import type { Catalog } from '../catalog/catalog.ts'
import type { ProfileValue, ResolvedSequence, ResolvedTest } from '../resolve/resolved.ts'
import type { Clock } from '../time/clock.ts'
import type { Value } from '../values/value.ts'
import { aggregateValues } from './aggregate.ts'
import { daysSinceValues } from './days-since.ts'
import { formulaValues } from './formula.ts'
import type { ProfileSet } from './profile-set.ts'
import { rankedProfiles } from './ranking.ts'
import type { RowStore } from './row-store.ts'
import { sequenceProfiles } from './sequence.ts'
import { structuralKey } from './structural-key.ts'

/**
 * What is known about the profiles of one audience during one evaluation. Everything about a profile rather than a
 * joined row is computed for all profiles at first use, once, however many conditions ask for it.
 */
export interface AudienceEvaluation {
  readonly catalog: Catalog
  readonly store: RowStore
  readonly clock: Clock
  readonly audience: string
  /** Number of profiles. */
  readonly size: number
  /** The value of each profile. */
  values(value: ProfileValue): readonly Value[]
  /** The profiles that hold the rank a ranking test asks for, before its negation. */
  ranked(test: ResolvedTest): ProfileSet
  /** The profiles for which the sequence happened. */
  sequence(sequence: ResolvedSequence): ProfileSet
  /** The members of another segment of the evaluation. */
  segmentMembers(segment: string): ProfileSet
}

export function evaluateAudience(
  audience: string,
  surroundings: Pick<AudienceEvaluation, 'catalog' | 'store' | 'clock' | 'segmentMembers'>,
): AudienceEvaluation {
  const values = new Map<string, readonly Value[]>()
  const sets = new Map<string, ProfileSet>()

  function computeValues(value: ProfileValue): readonly Value[] {
    switch (value.kind) {
      case 'aggregate':
        return aggregateValues(value, evaluation)
      case 'formula':
        return formulaValues(value, evaluation)
      case 'daysSince':
        return daysSinceValues(value, evaluation)
    }
  }

  const evaluation: AudienceEvaluation = {
    ...surroundings,
    audience,
    size: surroundings.store.rows(audience).length,
    values: (value) => remember(values, value, () => computeValues(value)),
    ranked: (test) => remember(sets, test, () => rankedProfiles(test, evaluation)),
    sequence: (sequence) => remember(sets, sequence, () => sequenceProfiles(sequence, evaluation)),
  }
  return evaluation
}

function remember<V>(cache: Map<string, V>, node: object, compute: () => V): V {
  const key = structuralKey(node)
  const known = cache.get(key)
  if (known !== undefined) return known
  const value = compute()
  cache.set(key, value)
  return value
}
