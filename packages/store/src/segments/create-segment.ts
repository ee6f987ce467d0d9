import type { Work } from '../changes/transact.ts'
import type { SegmentOrigin, SegmentType } from '../schema.ts'
import { type DefinitionToSave, saveDefinition } from './save-definition.ts'
import { fieldColumns, refuseTakenOutputTable } from './segment-fields.ts'
import { replaceTags } from './segment-tags.ts'

/** A segment to make. It is a draft until it is first refreshed or activated. */
export interface NewSegment {
  readonly name: string
  readonly outputTable: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly audience: string
  readonly origin: SegmentOrigin
  readonly type?: SegmentType
  readonly inspected?: boolean
  /** The person who answers for it; who makes it, by default. */
  readonly owner?: string
  readonly definition?: DefinitionToSave
}

/** Makes a segment and returns its id. Refuses with `segment-invalid`, `output-table-taken`, `reference-missing`. */
export async function createSegment(work: Work, segment: NewSegment): Promise<string> {
  const { actor, at, newId } = work.change
  const id = newId()
  const columns = fieldColumns({
    name: segment.name,
    outputTable: segment.outputTable,
    description: segment.description ?? '',
    audience: segment.audience,
    owner: segment.owner ?? actor.id,
  })
  await refuseTakenOutputTable(
    segment.outputTable,
    work.db
      .insertInto('segments')
      .values({
        id,
        ...columns,
        origin: segment.origin,
        type: segment.type ?? 'dynamic',
        state: 'draft',
        inspected: segment.inspected ?? false,
        created_at: at,
        created_by: actor.id,
        changed_at: at,
        changed_by: actor.id,
      })
      .execute(),
  )
  await replaceTags(work, id, segment.tags ?? [])
  const { definition, ...after } = segment
  work.audit({ action: 'segment.create', subject: { kind: 'segment', id }, after })
  if (definition !== undefined) await saveDefinition(work, id, null, definition)
  return id
}
