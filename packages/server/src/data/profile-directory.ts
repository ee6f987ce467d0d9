import { compareCodePoints } from '@coterie/definition'
import type { TableReader } from '@coterie/engines/duckdb'
import { assignOrdinals, readProfileKeys, type Schema } from '@coterie/store'
import type { Kysely } from 'kysely'

/** Profiles of an audience by the numbers members are kept as, with the keys people see and their rows in the present data. */
export interface ProfileDirectory {
  /** How many profiles there are. */
  readonly size: number
  /** The ordinals of profiles by their keys, ascending. */
  ordinalsOf(keys: readonly string[]): Uint32Array
  /** Keys and rows of profiles, in the order asked for; the position is null when the data no longer has the profile. */
  find(ordinals: Uint32Array): Promise<readonly FoundProfile[]>
}

export interface FoundProfile {
  readonly ordinal: number
  readonly key: string
  readonly position: number | null
}

/** Reads the keys of an audience and gives new profiles their numbers, in the order of the keys. */
export async function openProfileDirectory(
  db: Kysely<Schema>,
  reader: TableReader,
  audience: string,
): Promise<ProfileDirectory> {
  const rows = [...(await reader.keys(audience))].sort((a, b) => compareCodePoints(a.key, b.key))
  const ordinals = await assignOrdinals(
    db,
    audience,
    rows.map(({ key }) => key),
  )
  const byKey = new Map<string, number>()
  const places = new Map<number, number>()
  for (const [place, { key }] of rows.entries()) {
    const ordinal = ordinals[place] ?? 0
    byKey.set(key, ordinal)
    places.set(ordinal, place)
  }
  return {
    size: rows.length,
    ordinalsOf: (keys) => {
      const found = Uint32Array.from(keys, (key) => {
        const ordinal = byKey.get(key)
        if (ordinal === undefined) throw new Error(`a member has a key that \`${audience}\` has not`)
        return ordinal
      })
      return found.sort()
    },
    find: async (wanted) => {
      const gone = [...wanted].filter((ordinal) => !places.has(ordinal))
      const keys = await readProfileKeys(db, audience, gone)
      return Array.from(wanted, (ordinal) => {
        const row = rows[places.get(ordinal) ?? -1]
        return { ordinal, key: row?.key ?? keys.get(ordinal) ?? '', position: row?.position ?? null }
      })
    },
  }
}
