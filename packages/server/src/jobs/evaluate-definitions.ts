import { type ResolvedDefinition, segmentReferences } from '@coterie/definition'
import type { SegmentResult } from '@coterie/engines'
import { currentMembership, readMembersOf } from '@coterie/store'
import type { Services } from '../app/services.ts'
import { withPublishedMembers } from '../data/published-members.ts'
import type { WorkspaceData } from '../data/workspace-data.ts'

type Ledger = Pick<Services, 'db' | 'files'>

/** A definition whose references to segments outside `batch` are replaced by their published members. Refuses with `membership-version-missing`. */
export async function withPublished(
  ledger: Ledger,
  data: WorkspaceData,
  definition: ResolvedDefinition,
  batch: ReadonlySet<string>,
): Promise<ResolvedDefinition> {
  const outside = new Set(
    segmentReferences(definition)
      .map(({ segment }) => segment)
      .filter((segment) => !batch.has(segment)),
  )
  if (outside.size === 0) return definition
  const profiles = await data.profiles(definition.audience)
  const members = new Map<string, readonly string[]>()
  for (const segment of outside) {
    const version = await currentMembership(ledger.db, segment)
    const found = await profiles.find(await readMembersOf(ledger.db, ledger.files, version.id, 'members'))
    // Who is gone from the data is in no result either way.
    members.set(
      segment,
      found.filter(({ position }) => position !== null).map(({ key }) => key),
    )
  }
  return withPublishedMembers(definition, data.catalog, (segment) => members.get(segment) ?? null)
}

/** Counts a definition that is not a segment's yet, part by part; segments it names are taken as they are published. */
export async function evaluateOnce(
  ledger: Ledger,
  data: WorkspaceData,
  definition: ResolvedDefinition,
  asOf: bigint,
  signal: AbortSignal,
): Promise<SegmentResult> {
  const id = 'estimate'
  const segments = [{ id, definition: await withPublished(ledger, data, definition, new Set()) }]
  for await (const result of data.evaluate({ segments, asOf, want: 'count', inspect: true, signal })) return result
  throw new Error('the engine gave no result')
}
