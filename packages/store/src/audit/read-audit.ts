import type { Kysely } from 'kysely'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { auditHash, FIRST_HASH } from './append-audit.ts'

/** A record of the audit trail. */
export interface AuditRecord {
  readonly sequence: number
  readonly at: Date
  readonly actor: { readonly kind: string; readonly id: string }
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  /** JSON texts of what changed. */
  readonly before: string | null
  readonly after: string | null
  readonly requestId: string | null
}

/** The trail, latest first: of one subject, of one actor, or all of it; `beforeSequence` continues a page. */
export async function readAudit(
  db: Kysely<Schema>,
  filter: {
    readonly subject?: { readonly kind: string; readonly id: string }
    readonly actorId?: string
    readonly beforeSequence?: number
    readonly limit: number
  },
): Promise<readonly AuditRecord[]> {
  let query = db.selectFrom('audit_records').selectAll().orderBy('sequence', 'desc').limit(filter.limit)
  if (filter.subject !== undefined) {
    query = query.where('subject_kind', '=', filter.subject.kind).where('subject_id', '=', filter.subject.id)
  }
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId)
  if (filter.beforeSequence !== undefined) query = query.where('sequence', '<', filter.beforeSequence)
  const rows = await query.execute()
  return rows.map((row) => ({
    sequence: row.sequence,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    before: row.before,
    after: row.after,
    requestId: row.request_id,
  }))
}

/** Recomputes the whole chain and returns how many records it has. Refuses with `audit-broken`, naming the first bad record. */
export async function verifyAudit(db: Kysely<Schema>): Promise<number> {
  let previous = FIRST_HASH
  let sequence = 0
  for (;;) {
    const rows = await db
      .selectFrom('audit_records')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(1000)
      .execute()
    if (rows.length === 0) return sequence
    for (const row of rows) {
      sequence += 1
      const intact =
        row.sequence === sequence && row.previous_hash === previous && row.hash === auditHash(previous, row)
      if (!intact) throw new StoreError('audit-broken', { sequence })
      previous = row.hash
    }
  }
}
