import type { Kysely } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'

/** A setting of the workspace. */
export interface Setting {
  readonly key: string
  /** JSON. */
  readonly value: string
  readonly rowVersion: number
}

/** Undefined when it was never set. */
export async function readSetting(db: Kysely<Schema>, key: string): Promise<Setting | undefined> {
  return db
    .selectFrom('settings')
    .select(['key', 'value', 'row_version as rowVersion'])
    .where('key', '=', key)
    .executeTakeFirst()
}

/**
 * Sets a setting and returns its new version; `expectedVersion` null sets it whatever it was, 0 when it was never set.
 * Refuses with `setting-stale`.
 */
export async function writeSetting(
  work: Work,
  key: string,
  expectedVersion: number | null,
  value: string,
): Promise<number> {
  const before = await work.db
    .selectFrom('settings')
    .select(['value', 'row_version'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  const found = before?.row_version ?? 0
  if (expectedVersion !== null && expectedVersion !== found) throw new StoreError('setting-stale', { key })
  const changed = { value, changed_at: work.change.at, changed_by: work.change.actor.id, row_version: found + 1 }
  const { numInsertedOrUpdatedRows } =
    before === undefined
      ? await work.db
          .insertInto('settings')
          .values({ key, ...changed })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
      : await work.db
          .updateTable('settings')
          .set(changed)
          .where('key', '=', key)
          .executeTakeFirstOrThrow()
          .then((result) => ({ numInsertedOrUpdatedRows: result.numUpdatedRows }))
  if (numInsertedOrUpdatedRows !== 1n) throw new StoreError('setting-stale', { key })
  work.audit({
    action: 'setting.write',
    subject: { kind: 'setting', id: key },
    ...(before === undefined ? {} : { before: before.value }),
    after: value,
  })
  return found + 1
}
