import { orderByReferences, type ResolvedDefinition, segmentReferences } from '@coterie/definition'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'

export interface BatchSegment {
  readonly id: string
  readonly definition: ResolvedDefinition
}

/** The segments in the order given, except that one stands after those it refers to. Refused references never get here. */
export function orderSegments(segments: readonly BatchSegment[]): readonly BatchSegment[] {
  const { ordered, refused } = orderByReferences(segments)
  const [first] = refused
  if (first === undefined) return ordered
  const [id, problems] = first
  throw new InvalidPlanError(`The segment \`${id}\` is refused: ${problems.map(({ message }) => message).join(' ')}`)
}

/** The segments a definition's conditions name, wherever they stand. */
export function referencesOf(definition: ResolvedDefinition): ReadonlySet<string> {
  return new Set(segmentReferences(definition).map(({ segment }) => segment))
}
