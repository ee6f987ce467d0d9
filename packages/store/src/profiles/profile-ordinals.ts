import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

const CHUNK = 20_000
const ORDINALS_LOCK = 727_016_004

/**
 * The ordinals of profiles in the order of their keys as given: known ones keep theirs, new ones get the next free ones in
 * the order given. An ordinal is never given to another profile, whether or not its profile still exists.
 */
export async function assignOrdinals(
  db: Kysely<Schema>,
  audience: string,
  keys: readonly string[],
): Promise<Uint32Array> {
  return db.transaction().execute(async (transaction) => {
    // One at a time gives numbers; others wait and then find them.
    await sql`SELECT pg_advisory_xact_lock(${ORDINALS_LOCK}::bigint)`.execute(transaction)
    const { rows: lasts } = await sql<{ last: number | null }>`
      SELECT max(ordinal) AS last FROM profile_ordinals WHERE audience = ${audience}
    `.execute(transaction)
    let next = (lasts[0]?.last ?? -1) + 1
    const ordinals = new Uint32Array(keys.length)
    for (let from = 0; from < keys.length; from += CHUNK) {
      const stored = keys.slice(from, from + CHUNK).map(storedKey)
      const { numAffectedRows = 0n } = await sql`
        INSERT INTO profile_ordinals (audience, ordinal, key)
        SELECT ${audience}, ${next}::bigint + row_number() OVER (ORDER BY place) - 1, given.key
        FROM unnest(${stored}::text[]) WITH ORDINALITY AS given (key, place)
        WHERE NOT EXISTS (
          SELECT FROM profile_ordinals AS present
          WHERE present.audience = ${audience} AND md5(present.key) = md5(given.key)
        )
      `.execute(transaction)
      next += Number(numAffectedRows)
      const { rows } = await sql<{ ordinal: number }>`
        SELECT present.ordinal FROM unnest(${stored}::text[]) WITH ORDINALITY AS given (key, place)
        JOIN profile_ordinals AS present ON present.audience = ${audience} AND md5(present.key) = md5(given.key)
        ORDER BY place
      `.execute(transaction)
      for (const [at, { ordinal }] of rows.entries()) ordinals[from + at] = ordinal
    }
    return ordinals
  })
}

/** The keys of profiles by their ordinals, those of profiles that no longer exist too. */
export async function readProfileKeys(
  db: Kysely<Schema>,
  audience: string,
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ordinals.length === 0) return new Map()
  const { rows } = await sql<{ ordinal: number; key: string }>`
    SELECT ordinal, key FROM profile_ordinals WHERE audience = ${audience} AND ordinal = ANY (${[...ordinals]}::bigint[])
  `.execute(db)
  return new Map(rows.map((row) => [row.ordinal, keyOfStored(row.key)]))
}

/** PostgreSQL's texts hold no NUL, which keys may. */
function storedKey(key: string): string {
  return key.includes('\\') || key.includes('\0') ? key.replaceAll('\\', '\\\\').replaceAll('\0', '\\0') : key
}

function keyOfStored(stored: string): string {
  return stored.replaceAll(/\\([\\0])/g, (_, letter: string) => (letter === '0' ? '\0' : '\\'))
}
