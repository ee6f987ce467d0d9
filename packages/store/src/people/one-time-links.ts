import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { LinkPurpose, Schema } from '../schema.ts'
import { hashOf } from './api-tokens.ts'

/** Makes the secret of a link that can be used once; earlier setup links end with a new one. */
export async function createLink(
  db: Kysely<Schema>,
  link: { readonly purpose: LinkPurpose; readonly personId: string | null; readonly expiresAt: Date },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('one_time_links')
      .where((eb) =>
        eb.or([
          eb('expires_at', '<', sql<Date>`clock_timestamp()`),
          ...(link.purpose === 'setup' ? [eb('purpose', '=', 'setup')] : []),
        ]),
      )
      .execute()
    await transaction
      .insertInto('one_time_links')
      .values({
        secret_hash: hashOf(secret),
        purpose: link.purpose,
        person_id: link.personId,
        expires_at: link.expiresAt,
      })
      .execute()
  })
  return secret
}

/** Whether a link can still be used. */
export async function isLinkValid(db: Kysely<Schema>, purpose: LinkPurpose, secret: string): Promise<boolean> {
  const row = await db
    .selectFrom('one_time_links')
    .select('purpose')
    .where('secret_hash', '=', hashOf(secret))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses a link up and returns whose it is (null: a setup link); undefined when it was used, has expired or never was. */
export async function useLink(
  db: Kysely<Schema>,
  purpose: LinkPurpose,
  secret: string,
): Promise<{ readonly personId: string | null } | undefined> {
  return db
    .deleteFrom('one_time_links')
    .where('secret_hash', '=', hashOf(secret))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .returning('person_id as personId')
    .executeTakeFirst()
}
