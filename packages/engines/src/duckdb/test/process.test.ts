import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDuckDbTables } from '../tables.ts'
import { folderOf, openTables, optionsOf } from './open-files.ts'

const CATALOG = { audience: 't', tables: { t: { source: { path: 't.csv' }, key: 'id' } } }
const files = () => folderOf({ 't.csv': 'id\n1\n' })
/** Never done on any machine. */
const ENDLESS =
  'SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range + b.range = c.range'

const engineFolders = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('coterie-engine-'))

test('a cancelled statement ends within a second and the engine goes on', async () => {
  const { process, newSession } = await openTables(files(), CATALOG)
  const session = newSession()
  const controller = new AbortController()
  const running = process.run({ kind: 'count', session, sql: ENDLESS }, { signal: controller.signal })
  setTimeout(() => controller.abort(), 300)
  const failed = running.then(
    () => null,
    (error: unknown) => ({ error, at: performance.now() }),
  )
  await sleep(300)
  const aborted = performance.now()
  const outcome = await failed
  expect(outcome?.error).toMatchObject({ code: 'cancelled' })
  expect((outcome?.at ?? 0) - aborted).toBeLessThan(1500)
  expect(await process.run({ kind: 'count', session, sql: 'SELECT count(*) FROM "data"."t"' })).toBe(1)
})

test('opening can be cancelled', async () => {
  const controller = new AbortController()
  const options = optionsOf(files(), CATALOG, { signal: controller.signal, onProgress: () => controller.abort() })
  await expect(openDuckDbTables(options)).rejects.toMatchObject({ code: 'cancelled' })
  expect(engineFolders(options.baseDir)).toEqual([])
})

test('what needs more memory than its limit spills to disk', async () => {
  const folder = files()
  const { process, newSession } = await openTables(folder, CATALOG, { memoryLimit: '200MB', threads: 2 })
  const sql = `SELECT count(*) FROM (SELECT i, md5(i::VARCHAR) AS m, lag(m) OVER (ORDER BY m) AS l FROM range(4000000) t(i)) WHERE l <= m`
  expect(await process.run({ kind: 'count', session: newSession(), sql })).toBe(3_999_999)
})

test('what no disk can help is an error that names the limit, and the engine goes on', async () => {
  const { process, newSession } = await openTables(files(), CATALOG, { memoryLimit: '50MB', threads: 2 })
  const session = newSession()
  const sql = `SELECT count(*) FROM (SELECT string_agg(md5(i::VARCHAR), '') AS s FROM range(20000000) t(i)) WHERE length(s) > 0`
  await expect(process.run({ kind: 'count', session, sql })).rejects.toMatchObject({
    code: 'out-of-memory',
    params: { memoryLimit: '50MB' },
  })
  expect(await process.run({ kind: 'count', session, sql: 'SELECT 1' })).toBe(1)
})

test('a session has temporary tables of its own until it ends', async () => {
  const { process, newSession } = await openTables(files(), CATALOG)
  const [first, second] = [newSession(), newSession()]
  const count = (session: number) => process.run({ kind: 'count', session, sql: 'SELECT count(*) FROM x' })
  await process.run({ kind: 'statement', session: first, sql: 'CREATE TEMP TABLE x AS SELECT 1' })
  expect(await count(first)).toBe(1)
  await expect(count(second)).rejects.toMatchObject({ code: 'query-failed' })
  await process.run({ kind: 'end', session: first })
  await expect(count(first)).rejects.toMatchObject({ code: 'query-failed' })
})

test('closing deletes the folder, twice does no harm, and nothing runs after it', async () => {
  const folder = files()
  const tables = await openTables(folder, CATALOG)
  expect(engineFolders(folder)).toHaveLength(1)
  await tables.close()
  await tables.close()
  expect(engineFolders(folder)).toEqual([])
  await expect(tables.rows('t')).rejects.toMatchObject({ code: 'engine-closed' })
})

test('folders of processes that are gone are deleted at the next start, others are not', async () => {
  const folder = files()
  const machine = hostname().replace(/[^A-Za-z0-9]/g, '_')
  const { pid } = spawnSync(process.execPath, ['--version'])
  const [gone, alive, elsewhere] = [`${machine}-${pid}-x`, `${machine}-${process.pid}-x`, `elsewhere-${pid}-x`]
  for (const name of [gone, alive, elsewhere])
    mkdirSync(join(folder, `coterie-engine-${name}`, 'spill'), { recursive: true })
  const tables = await openTables(folder, CATALOG)
  await tables.close()
  expect(engineFolders(folder).sort()).toEqual([`coterie-engine-${elsewhere}`, `coterie-engine-${alive}`].sort())
})

test('a process that is killed fails what runs and what comes after, at once', async () => {
  const { process, newSession } = await openTables(files(), CATALOG)
  const session = newSession()
  const running = process.run({ kind: 'count', session, sql: ENDLESS })
  const failed = expect(running).rejects.toMatchObject({
    code: 'engine-died',
    kind: 'engine',
    params: { signal: 'SIGKILL' },
  })
  process.kill()
  await failed
  await expect(process.run({ kind: 'count', session, sql: 'SELECT 1' })).rejects.toMatchObject({ code: 'engine-died' })
})

test('the process and its folder go when the parent is killed', async () => {
  const folder = files()
  const script = `
    import { startEngineProcess } from ${JSON.stringify(new URL('../process/engine-process.ts', import.meta.url).href)}
    import { createPrivateFolder } from ${JSON.stringify(new URL('../process/private-folder.ts', import.meta.url).href)}
    const engine = startEngineProcess()
    const folder = await createPrivateFolder(${JSON.stringify(folder)})
    await engine.run({ kind: 'read', folder, memoryLimit: '200MB', threads: 1, baseDir: folder, timeZone: 'UTC', maxRejectedExamples: 1, tables: [] })
    console.log(engine.pid)
    process.kill(process.pid, 'SIGKILL')`
  const parent = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  const pid = Number(parent.stdout.trim())
  expect(pid).toBeGreaterThan(0)
  for (let waited = 0; waited < 10_000 && (isAlive(pid) || engineFolders(folder).length > 0); waited += 50)
    await sleep(50)
  expect(isAlive(pid)).toBe(false)
  expect(engineFolders(folder)).toEqual([])
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a folder that cannot be written is refused by name', async () => {
  const options = optionsOf(files(), CATALOG, { tempDir: '/proc' })
  await expect(openDuckDbTables(options)).rejects.toMatchObject({
    code: 'folder-unusable',
    params: { folder: '/proc' },
  })
})
