import type { Kysely, Transaction } from 'kysely'
import pg from 'pg'
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts'
import { failpoint } from '../runs/failpoint.ts'
import type { Schema } from '../schema.ts'
import type { Change } from './change.ts'

/** One transaction of changes, with the audit records it leaves. */
export interface Work {
  readonly db: Transaction<Schema>
  readonly change: Change
  /** Notes what is done; the records are written together just before the transaction is committed. */
  audit(entry: AuditEntry): void
}

/**
 * Runs changes in one transaction: all of them and their audit records are kept, or none. A transaction that the database
 * ended to resolve a conflict is run again, so the body must do nothing that cannot be repeated.
 */
export async function transact<T>(db: Kysely<Schema>, change: Change, body: (work: Work) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await db.transaction().execute(async (transaction) => {
        const entries: AuditEntry[] = []
        const value = await body({ db: transaction, change, audit: (entry) => entries.push(entry) })
        // Last, because the trail is one chain: whoever appends holds its end until the commit.
        await appendAudit(transaction, change, entries)
        failpoint('change.before-commit')
        return value
      })
      failpoint('change.committed')
      return result
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isResolvedConflict(error)) throw error
    }
  }
}

const MAX_ATTEMPTS = 5

/** Serialization failure and deadlock: nothing was kept and trying again is the remedy. */
function isResolvedConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}

/** The name of the constraint that a statement violated, or undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  const isViolation = error instanceof pg.DatabaseError && error.code?.startsWith('23') === true
  return isViolation ? error.constraint : undefined
}
