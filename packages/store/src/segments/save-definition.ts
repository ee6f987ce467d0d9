import { type Kysely, sql } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { lockSegment } from './lock-segment.ts'
import { isUuid } from './read-segment.ts'
import { findCircle } from './reference-circle.ts'

/** A definition to keep: its JSON byte for byte, and the ids of the segments its conditions name. */
export interface DefinitionToSave {
  readonly definition: string
  readonly references: readonly string[]
  /** The catalog it was checked against. */
  readonly catalogVersion?: number
  readonly note?: string
}

/** A kept definition. */
export interface DefinitionVersion {
  readonly segmentId: string
  readonly version: number
  readonly definition: string
  readonly catalogVersion: number | null
  readonly note: string
  readonly createdAt: Date
  readonly createdBy: string
}

/**
 * Adds a definition version and makes it the current one; saving what is current already changes nothing. Returns the
 * current version's number and the segment's new row version. Refuses with `segment-missing`, `segment-deleted`,
 * `row-version-stale`, `reference-missing`, `reference-circle`.
 */
export async function saveDefinition(
  work: Work,
  segmentId: string,
  expectedVersion: number | null,
  save: DefinitionToSave,
): Promise<{ readonly version: number; readonly rowVersion: number }> {
  await lockReferences(work)
  const segment = await lockSegment(work, segmentId, expectedVersion)
  const current = segment.definition_version
  if (current !== null) {
    const { definition } = await readDefinition(work.db, segmentId, current)
    if (definition === save.definition) return { version: current, rowVersion: segment.row_version }
  }
  await replaceReferences(work, segmentId, save.references)
  const last = await work.db
    .selectFrom('definition_versions')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('segment_id', '=', segmentId)
    .executeTakeFirst()
  // The column is null while there is none; the driver's types do not say so.
  const version = ((last?.version as number | null | undefined) ?? 0) + 1
  await work.db
    .insertInto('definition_versions')
    .values({
      segment_id: segmentId,
      version,
      definition: save.definition,
      catalog_version: save.catalogVersion ?? null,
      note: save.note ?? '',
      created_at: work.change.at,
      created_by: work.change.actor.id,
    })
    .execute()
  const { row_version: rowVersion } = await work.db
    .updateTable('segments')
    .set((eb) => ({
      definition_version: version,
      row_version: eb('row_version', '+', 1),
      changed_at: work.change.at,
      changed_by: work.change.actor.id,
    }))
    .where('id', '=', segmentId)
    .returning('row_version')
    .executeTakeFirstOrThrow()
  work.audit({
    action: 'segment.save-definition',
    subject: { kind: 'segment', id: segmentId },
    before: { definitionVersion: current },
    after: { definitionVersion: version },
  })
  return { version, rowVersion }
}

/**
 * References are changed by one transaction at a time: each sees all the others' references and refuses the one that
 * would close a circle. Taken before any segment's row, so that two savers cannot wait for each other.
 */
export async function lockReferences(work: Work): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${REFERENCES_LOCK}::bigint)`.execute(work.db)
}

const REFERENCES_LOCK = 727_016_003

async function replaceReferences(work: Work, segmentId: string, references: readonly string[]): Promise<void> {
  const wanted = [...new Set(references.map((id) => id.toLowerCase()))]
  if (wanted.includes(segmentId)) {
    throw new StoreError('reference-circle', { segment: segmentId, circle: [segmentId, segmentId] })
  }
  const candidates = wanted.filter(isUuid)
  const present =
    candidates.length === 0
      ? []
      : await work.db
          .selectFrom('segments')
          .select('id')
          .where('id', 'in', candidates)
          .where('deleted_at', 'is', null)
          .execute()
  const found = new Set(present.map((row) => row.id))
  const missing = wanted.filter((id) => !found.has(id))
  if (missing.length > 0) throw new StoreError('reference-missing', { segment: segmentId, references: missing })
  const circle = await findCircle(work.db, segmentId, wanted)
  if (circle !== undefined) throw new StoreError('reference-circle', { segment: segmentId, circle })
  await work.db.deleteFrom('segment_references').where('segment_id', '=', segmentId).execute()
  if (wanted.length > 0) {
    await work.db
      .insertInto('segment_references')
      .values(wanted.map((id) => ({ segment_id: segmentId, refers_to: id })))
      .execute()
  }
}

/** A kept definition. Refuses with `definition-version-missing`. */
export async function readDefinition(
  db: Kysely<Schema>,
  segmentId: string,
  version: number,
): Promise<DefinitionVersion> {
  const row = await selectVersions(db, segmentId).where('version', '=', version).executeTakeFirst()
  if (row === undefined) throw new StoreError('definition-version-missing', { segment: segmentId, version })
  return toVersion(row)
}

/** A segment's definitions, latest first. */
export async function listDefinitions(
  db: Kysely<Schema>,
  segmentId: string,
  limit: number,
  beforeVersion?: number,
): Promise<readonly DefinitionVersion[]> {
  let query = selectVersions(db, segmentId).orderBy('version', 'desc').limit(limit)
  if (beforeVersion !== undefined) query = query.where('version', '<', beforeVersion)
  return (await query.execute()).map(toVersion)
}

function selectVersions(db: Kysely<Schema>, segmentId: string) {
  return db.selectFrom('definition_versions').selectAll().where('segment_id', '=', segmentId)
}

function toVersion(row: Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>) {
  return {
    segmentId: row.segment_id,
    version: row.version,
    definition: row.definition,
    catalogVersion: row.catalog_version,
    note: row.note,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}
