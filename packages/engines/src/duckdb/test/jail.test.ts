import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf, openTables } from './open-files.ts'

/** Ways out of a database: each has to be refused, whatever SQL a definition should ever be made into. */
const escapes = (folder: string): readonly string[] => {
  const file = join(folder, 'secret.csv')
  const out = join(folder, 'out')
  return [
    `SELECT * FROM read_csv('${file}')`,
    `SELECT * FROM read_csv_auto('${file}')`,
    `SELECT * FROM '${file}'`,
    `SELECT * FROM read_text('${file}')`,
    `SELECT * FROM read_blob('${file}')`,
    `SELECT * FROM read_json('${file}')`,
    `SELECT * FROM read_ndjson('${file}')`,
    `SELECT * FROM read_json_objects('${file}')`,
    `SELECT * FROM read_parquet('${file}')`,
    `SELECT * FROM parquet_metadata('${file}')`,
    `SELECT * FROM parquet_schema('${file}')`,
    `SELECT * FROM parquet_file_metadata('${file}')`,
    `SELECT * FROM parquet_kv_metadata('${file}')`,
    `SELECT * FROM sniff_csv('${file}')`,
    `SELECT * FROM glob('${folder}/*')`,
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM read_text('/proc/self/environ')`,
    `SELECT * FROM read_csv('https://example.com/x.csv')`,
    `SELECT * FROM read_csv('s3://bucket/x.csv')`,
    `SELECT * FROM read_text('hf://datasets/x')`,
    `COPY (SELECT 1) TO '${out}'`,
    `COPY (SELECT 1) TO '${out}' (FORMAT parquet)`,
    `COPY (SELECT 1) TO '${out}' (FORMAT json)`,
    `COPY (SELECT 1) TO '/dev/stdout'`,
    `COPY "data"."t" FROM '${file}'`,
    `EXPORT DATABASE '${out}'`,
    `IMPORT DATABASE '${folder}'`,
    `ATTACH '${out}.duckdb'`,
    `ATTACH '${out}.duckdb' AS other (READ_ONLY)`,
    `ATTACH 'host=localhost' AS pg (TYPE postgres)`,
    `ATTACH 'x.db' AS lite (TYPE sqlite)`,
    'INSTALL httpfs',
    'FORCE INSTALL httpfs',
    'INSTALL spatial FROM community',
    `INSTALL '${file}'`,
    'LOAD httpfs',
    'LOAD postgres_scanner',
    `LOAD '${file}'`,
    'UPDATE EXTENSIONS',
    'SET enable_external_access = true',
    'SET lock_configuration = false',
    'SET autoinstall_known_extensions = true',
    'SET autoload_known_extensions = true',
    'SET allow_community_extensions = true',
    'SET allow_unsigned_extensions = true',
    `SET allowed_directories = ['/']`,
    `SET allowed_paths = ['/etc/passwd']`,
    `SET extension_directory = '${folder}'`,
    `SET custom_extension_repository = 'http://localhost'`,
    `SET home_directory = '${folder}'`,
    `SET secret_directory = '${folder}'`,
    `SET temp_directory = '${folder}'`,
    `SET log_query_path = '${out}'`,
    `SET file_search_path = '${folder}'`,
    `SET memory_limit = '100GB'`,
    'SET threads = 100',
    'SET GLOBAL threads = 100',
    'RESET memory_limit',
    `PRAGMA memory_limit = '100GB'`,
    `PRAGMA enable_profiling = 'json'`,
    `PRAGMA profiling_output = '${out}'`,
    `SET profiling_output = '${out}'`,
    `PRAGMA import_database('${folder}')`,
    `SELECT getenv('PATH')`,
    `CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')`,
    `CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')`,
    `SELECT * FROM postgres_scan('host=localhost', 'public', 't')`,
    `SELECT * FROM sqlite_scan('x.db', 't')`,
    `CREATE TEMP MACRO f(x) AS TABLE SELECT * FROM read_text(x)`.replace(
      'CREATE',
      `SELECT * FROM read_text('/etc/hosts'); CREATE`,
    ),
  ]
}

test('every way out of the database is refused', async () => {
  const folder = folderOf({ 't.csv': 'id\n1\n', 'secret.csv': 'a,b\n1,2\n' })
  const { process, newSession } = await openTables(folder, {
    audience: 't',
    tables: { t: { source: { path: 't.csv' }, key: 'id' } },
  })
  const session = newSession()
  const passed: string[] = []
  for (const sql of escapes(folder)) {
    const outcome = await process.run({ kind: 'statement', session, sql }).then(
      () => 'passed',
      (error: unknown) => String(Object(error).code),
    )
    if (outcome !== 'query-failed') passed.push(`${outcome}: ${sql}`)
  }
  expect(passed).toEqual([])
  expect(await process.run({ kind: 'count', session, sql: 'SELECT count(*) FROM "data"."t"' })).toBe(1)
})

test('no statement runs before the database is locked', async () => {
  const { startEngineProcess } = await import('../process/engine-process.ts')
  const process = startEngineProcess()
  const before = process.run({ kind: 'statement', session: 0, sql: 'SELECT 1' })
  await expect(before).rejects.toMatchObject({ code: 'engine-closed' })
  await process.close()
})
