import { type Kysely, sql } from 'kysely'
import { failpoint } from '../runs/failpoint.ts'
import type { Schema } from '../schema.ts'
import type { MembershipFiles } from './membership-files.ts'

/**
 * Gives up the members of versions published before a moment, except those that are current; returns how many versions.
 * Their counts stay for the trend. The files go with the next sweep.
 */
export async function retireMemberships(db: Kysely<Schema>, publishedBefore: Date): Promise<number> {
  const { rows } = await sql<{ version_id: string }>`
    DELETE FROM membership_slices USING membership_versions AS version
    WHERE version.id = membership_slices.version_id
      AND version.published_at < ${publishedBefore}
      AND NOT EXISTS (SELECT FROM segment_pointers WHERE segment_pointers.version_id = version.id)
    RETURNING membership_slices.version_id
  `.execute(db)
  failpoint('retention.rows-removed')
  return new Set(rows.map((row) => row.version_id)).size
}

/**
 * Removes membership files that no version needs and no run is writing: what retention gave up, and what killed or
 * overtaken workers left behind. Younger files than `minAgeMs` stay, for readers that have just looked them up.
 */
export async function sweepMembershipFiles(
  db: Kysely<Schema>,
  files: MembershipFiles,
  options: { readonly minAgeMs?: number; readonly now?: Date } = {},
): Promise<readonly string[]> {
  const { minAgeMs = 300_000, now = new Date() } = options
  // Listed before the database is asked: a file that is needed by then was needed or being written when it was listed.
  const listed = await files.list()
  const old = listed.filter((file) => now.getTime() - file.changedAt.getTime() >= minAgeMs).map((file) => file.name)
  if (old.length === 0) return []
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM unnest(${old}::text[]) AS name
    WHERE NOT EXISTS (SELECT FROM membership_slices WHERE file = name)
      AND NOT EXISTS (SELECT FROM runs WHERE state = 'running' AND name = id || '-' || epoch)
  `.execute(db)
  const removed: string[] = []
  for (const { name } of rows) {
    await files.remove(name)
    removed.push(name)
    failpoint('retention.file-removed')
  }
  return removed
}
