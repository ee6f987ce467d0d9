import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Change } from '../changes/change.ts'
import type { Schema } from '../schema.ts'

/** What was done to what. Before and after are the parts that changed, as JSON. */
export interface AuditEntry {
  /** A verb on the subject, such as `segment.change`. */
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly before?: unknown
  readonly after?: unknown
}

/** What a record's hash is made of, beside the record before it. */
export interface AuditFields {
  readonly sequence: number
  readonly at: Date
  readonly actor_kind: string
  readonly actor_id: string
  readonly action: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly before: string | null
  readonly after: string | null
  readonly request_id: string | null
}

/** The hash the first record follows. */
export const FIRST_HASH = '0'.repeat(64)

/** Appends records to the trail. The chain's end stays locked until the transaction ends. */
export async function appendAudit(
  db: Transaction<Schema>,
  change: Change,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await sql`SELECT pg_advisory_xact_lock(${AUDIT_LOCK}::bigint)`.execute(db)
  const last = await db
    .selectFrom('audit_records')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  let sequence = last?.sequence ?? 0
  let previous = last?.hash ?? FIRST_HASH
  const rows = entries.map((entry) => {
    sequence += 1
    const fields: AuditFields = {
      sequence,
      at: change.at,
      actor_kind: change.actor.kind,
      actor_id: change.actor.id,
      action: entry.action,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
      request_id: change.requestId ?? null,
    }
    const row = { ...fields, previous_hash: previous, hash: auditHash(previous, fields) }
    previous = row.hash
    return row
  })
  await db.insertInto('audit_records').values(rows).execute()
}

const AUDIT_LOCK = 727_016_002

/** SHA-256 (hex) over the hash before and the record's fields in a fixed order. */
export function auditHash(previous: string, fields: AuditFields): string {
  const text = JSON.stringify([
    previous,
    fields.sequence,
    fields.at.toISOString(),
    fields.actor_kind,
    fields.actor_id,
    fields.action,
    fields.subject_kind,
    fields.subject_id,
    fields.before,
    fields.after,
    fields.request_id,
  ])
  return createHash('sha256').update(text).digest('hex')
}
