import type { Kysely } from 'kysely'
import { isStoreError, StoreError } from '../errors.ts'
import type { Schema, SlicePart } from '../schema.ts'
import type { MembershipFiles, Slice } from './membership-files.ts'

/** A membership version in figures. */
export interface MembershipVersion {
  readonly id: string
  readonly segmentId: string
  readonly runId: string
  readonly asOfMicros: number
  readonly definitionVersion: number
  readonly dataVersion: string | null
  readonly previousId: string | null
  readonly count: number
  readonly entered: number
  readonly left: number
  readonly checksum: string
  readonly publishedAt: Date
}

/** The version that is current. Refuses with `membership-version-missing`. */
export async function currentMembership(db: Kysely<Schema>, segmentId: string): Promise<MembershipVersion> {
  const row = await selectVersions(db)
    .innerJoin('segment_pointers', 'segment_pointers.version_id', 'membership_versions.id')
    .where('segment_pointers.segment_id', '=', segmentId)
    .executeTakeFirst()
  if (row === undefined) throw new StoreError('membership-version-missing', { segment: segmentId, asOfMicros: null })
  return toVersion(row)
}

/** The version that tells who was a member at a time: the latest as of it or before. Refuses with `membership-version-missing`. */
export async function membershipAt(
  db: Kysely<Schema>,
  segmentId: string,
  asOfMicros: number,
): Promise<MembershipVersion> {
  const row = await selectVersions(db)
    .where('membership_versions.segment_id', '=', segmentId)
    .where('as_of_micros', '<=', asOfMicros)
    .orderBy('as_of_micros', 'desc')
    .orderBy('membership_versions.published_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) throw new StoreError('membership-version-missing', { segment: segmentId, asOfMicros })
  return toVersion(row)
}

/** The versions of a segment in a range of as-of times, earliest first; their counts stay when retention takes the members. */
export async function membershipHistory(
  db: Kysely<Schema>,
  segmentId: string,
  range: { readonly fromMicros: number; readonly toMicros: number },
): Promise<readonly MembershipVersion[]> {
  const rows = await selectVersions(db)
    .where('membership_versions.segment_id', '=', segmentId)
    .where('as_of_micros', '>=', range.fromMicros)
    .where('as_of_micros', '<=', range.toMicros)
    .orderBy('as_of_micros')
    .orderBy('membership_versions.published_at')
    .execute()
  return rows.map(toVersion)
}

/**
 * The ordinals of a version's members, or of those who entered or left with it. Refuses with `membership-version-missing`
 * when retention has taken them, `member-file-missing`, `member-file-damaged`.
 */
export async function readMembersOf(
  db: Kysely<Schema>,
  files: MembershipFiles,
  versionId: string,
  part: SlicePart,
): Promise<Uint32Array> {
  return readingSlice(db, versionId, part, (slice) => files.read(slice))
}

/** A page of the ordinals of a version's members; refuses like `readMembersOf`. */
export async function readMembersPage(
  db: Kysely<Schema>,
  files: MembershipFiles,
  versionId: string,
  part: SlicePart,
  page: { readonly from: number; readonly limit: number },
): Promise<Uint32Array> {
  return readingSlice(db, versionId, part, (slice) => files.readPage(slice, page.from, page.limit))
}

async function readingSlice<T>(
  db: Kysely<Schema>,
  versionId: string,
  part: SlicePart,
  read: (slice: Slice) => Promise<T>,
): Promise<T> {
  try {
    return await read(await findSlice(db, versionId, part))
  } catch (error) {
    if (!isStoreError(error, 'member-file-missing')) throw error
    // Retention may have taken the members between the two looks; then the first look of this one says so.
    return read(await findSlice(db, versionId, part))
  }
}

async function findSlice(db: Kysely<Schema>, versionId: string, part: SlicePart): Promise<Slice> {
  const row = await db
    .selectFrom('membership_slices')
    .selectAll()
    .where('version_id', '=', versionId)
    .where('part', '=', part)
    .executeTakeFirst()
  if (row !== undefined) {
    return {
      file: row.file,
      byteOffset: row.byte_offset,
      byteLength: row.byte_length,
      memberCount: row.member_count,
      checksum: row.checksum,
    }
  }
  const version = await db
    .selectFrom('membership_versions')
    .select(['segment_id', 'as_of_micros'])
    .where('id', '=', versionId)
    .executeTakeFirst()
  throw new StoreError('membership-version-missing', {
    segment: version?.segment_id ?? versionId,
    asOfMicros: version?.as_of_micros ?? null,
  })
}

function selectVersions(db: Kysely<Schema>) {
  return db.selectFrom('membership_versions').selectAll('membership_versions')
}

function toVersion(row: Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>) {
  return {
    id: row.id,
    segmentId: row.segment_id,
    runId: row.run_id,
    asOfMicros: row.as_of_micros,
    definitionVersion: row.definition_version,
    dataVersion: row.data_version,
    previousId: row.previous_id,
    count: row.member_count,
    entered: row.entered_count,
    left: row.left_count,
    checksum: row.checksum,
    publishedAt: row.published_at,
  }
}
