import type { Kysely } from 'kysely'
import type { Work } from '../changes/transact.ts'
import type { Schema } from '../schema.ts'

/** A kept catalog. */
export interface CatalogVersion {
  readonly version: number
  /** The catalog's JSON byte for byte. */
  readonly catalog: string
  readonly note: string
  readonly createdAt: Date
  readonly createdBy: string
}

/** Adds a catalog version, which becomes the current one, and returns its number; what is current already changes nothing. */
export async function saveCatalog(work: Work, catalog: string, note = ''): Promise<number> {
  const current = await currentCatalog(work.db)
  if (current?.catalog === catalog) return current.version
  const { version } = await work.db
    .insertInto('catalog_versions')
    .values({ catalog, note, created_at: work.change.at, created_by: work.change.actor.id })
    .returning('version')
    .executeTakeFirstOrThrow()
  work.audit({ action: 'catalog.save', subject: { kind: 'catalog', id: String(version) }, after: { note } })
  return version
}

/** The current catalog; undefined before the first was saved. */
export async function currentCatalog(db: Kysely<Schema>): Promise<CatalogVersion | undefined> {
  return selectCatalogs(db).orderBy('version', 'desc').limit(1).executeTakeFirst()
}

/** A catalog that was current once; undefined when there is no such version. */
export async function readCatalog(db: Kysely<Schema>, version: number): Promise<CatalogVersion | undefined> {
  return selectCatalogs(db).where('version', '=', version).executeTakeFirst()
}

function selectCatalogs(db: Kysely<Schema>) {
  return db
    .selectFrom('catalog_versions')
    .select(['version', 'catalog', 'note', 'created_at as createdAt', 'created_by as createdBy'])
}
