import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installations, notRun } from '../../test/installations.ts'
import { bundledBinaries, copyBinaries } from './binaries.ts'
import { clusterProcesses, isAlive, waitUntil } from './cluster-processes.ts'
import { takeOwnership } from './folder-owner.ts'
import { type SupervisedServer, superviseServer } from './supervise-server.ts'

for (const reason of notRun) it.skip(`NOT RUN: ${reason}`)

describe.each(installations)('a supervised server on $name', ({ name, binaries }) => {
  // What is ours alone, whatever the server's version, is tried on one.
  const itOnBundled = it.runIf(name === 'postgres-18')
  let dataFolder: string
  const servers: SupervisedServer[] = []

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'coterie-supervisor-'))
    // mkdtemp makes folders only their owner may pass; the server may run as another user.
    await chmod(dataFolder, 0o711)
  })

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
    await rm(dataFolder, { recursive: true, force: true })
  })

  async function supervise(): Promise<SupervisedServer> {
    const server = await superviseServer({ dataFolder, binaries: await binaries() })
    servers.push(server)
    return server
  }

  it('keeps its password to itself, listens on loopback only, and stops', async () => {
    const server = await supervise()
    expect(server.how).toBe('started')
    expect((await stat(join(dataFolder, 'postgres', 'password'))).mode & 0o777).toBe(0o600)
    expect(await query(server.url('postgres'), 'SHOW listen_addresses')).toBe('127.0.0.1')
    expect(await query(server.url('postgres'), 'SHOW unix_socket_directories')).toBe('')
    expect(await query(server.url('postgres'), 'SHOW fsync')).toBe('on')
    const wrong = server.url('postgres').replace(/:[^:@]+@/, ':wrong@')
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    await server.stop()
    await server.stop()
    expect(await isAlive(server.pid)).toBe(false)
    expect(await clusterProcesses(join(dataFolder, 'postgres', 'cluster'))).toEqual([])
  })

  itOnBundled('is joined while its owner lives, and survives the guest', async () => {
    const owner = await supervise()
    const guest = await supervise()
    expect(guest.how).toBe('joined')
    await guest.stop()
    expect(await query(owner.url('postgres'), 'SELECT 1')).toBe(1)
  })

  it('is adopted with its data after its parent was killed', async () => {
    const child = superviseInChild(dataFolder, (await binaries()).folder)
    const url = await child.ready
    await query(url, 'CREATE TABLE kept AS SELECT 7 AS value')
    child.kill()
    await child.ended
    const server = await supervise()
    expect(server.how).toBe('adopted')
    expect(await query(server.url('postgres'), 'SELECT value FROM kept')).toBe(7)
    await server.stop()
    expect(await isAlive(server.pid)).toBe(false)
  })

  itOnBundled('is stopped and started when it was left behind and does not answer', async () => {
    const first = await supervise()
    await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 7 AS value')
    first.leave()
    process.kill(first.pid, 'SIGSTOP')
    // A frozen server takes no orders; what follows has to end it by force and to wait for its children.
    const server = await supervise()
    expect(server.how).toBe('started')
    expect(await query(server.url('postgres'), 'SELECT value FROM kept')).toBe(7)
  })

  it('starts again by itself after its postmaster was killed, losing nothing acknowledged', async () => {
    const server = await supervise()
    await query(server.url('postgres'), 'CREATE TABLE acknowledged (value int)')
    let acknowledged = 0
    for (let kill = 0; kill < 3; kill += 1) {
      const pid = server.pid
      const writing = (async () => {
        const client = new pg.Client(server.url('postgres'))
        client.on('error', () => undefined)
        await client.connect()
        for (;;) {
          await client.query('INSERT INTO acknowledged VALUES ($1)', [acknowledged])
          acknowledged += 1
        }
      })()
      const before = acknowledged
      expect(await waitUntil(() => Promise.resolve(acknowledged > before + 20), 10_000)).toBe(true)
      process.kill(pid, 'SIGKILL')
      await expect(writing).rejects.toThrow()
      expect(await waitUntil(() => Promise.resolve(server.pid !== pid), 30_000)).toBe(true)
      const kept = Number(await query(server.url('postgres'), 'SELECT count(DISTINCT value) FROM acknowledged'))
      expect(kept).toBeGreaterThanOrEqual(acknowledged)
      // The insert in flight may have been committed without its acknowledgement.
      expect(kept).toBeLessThanOrEqual(acknowledged + 1)
      acknowledged = kept
    }
  })

  itOnBundled('sets a pid file aside that names an unrelated process', async () => {
    const first = await supervise()
    await first.stop()
    const file = join(dataFolder, 'postgres', 'cluster', 'postmaster.pid')
    await writeFile(
      file,
      `${process.pid}\n${join(dataFolder, 'postgres', 'cluster')}\n1700000000\n1\n\n127.0.0.1\n\nready\n`,
    )
    expect((await supervise()).how).toBe('started')
  })

  itOnBundled('makes a cluster anew whose making was cut short', async () => {
    await mkdir(join(dataFolder, 'postgres', 'initialising-x', 'cluster'), { recursive: true })
    expect((await supervise()).how).toBe('started')
    await expect(stat(join(dataFolder, 'postgres', 'initialising-x'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('a supervisor refuses', () => {
  let dataFolder: string
  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'coterie-supervisor-'))
    await chmod(dataFolder, 0o711)
  })
  afterEach(() => rm(dataFolder, { recursive: true, force: true }))

  it.runIf(process.geteuid?.() === 0)('a folder that its user cannot reach', async () => {
    await chmod(dataFolder, 0o700)
    await expect(superviseServer({ dataFolder })).rejects.toMatchObject({
      code: 'data-folder-unreachable',
      params: { blocked: dataFolder },
    })
  })

  it('a cluster of another version', async () => {
    await mkdir(join(dataFolder, 'postgres', 'cluster'), { recursive: true })
    await writeFile(join(dataFolder, 'postgres', 'cluster', 'PG_VERSION'), '12\n')
    await expect(superviseServer({ dataFolder })).rejects.toMatchObject({
      code: 'cluster-version',
      params: { found: 12, expected: 18 },
    })
  })

  it('a folder whose owner has no server', async () => {
    await mkdir(join(dataFolder, 'postgres'))
    const ownership = takeOwnership(join(dataFolder, 'postgres', 'owner.lock'))
    await expect(superviseServer({ dataFolder, joinWithinMs: 100 })).rejects.toMatchObject({
      code: 'data-folder-in-use',
    })
    ownership?.release()
  })

  it('programs that do not work, saying what they said', async () => {
    const binaries = await bundledBinaries()
    await expect(
      superviseServer({ dataFolder, binaries: { ...binaries, initdb: '/bin/false' } }),
    ).rejects.toMatchObject({
      code: 'cluster-initialisation-failed',
    })
    await expect(superviseServer({ dataFolder, settings: { shared_buffers: 'nonsense' } })).rejects.toMatchObject({
      code: 'server-start-failed',
      params: { log: expect.stringContaining('shared_buffers') },
    })
  })

  it('a platform without a bundled server', async () => {
    const { arch } = process
    Object.defineProperty(process, 'arch', { value: 'mips' })
    try {
      await expect(bundledBinaries()).rejects.toMatchObject({ code: 'postgres-binaries-missing' })
    } finally {
      Object.defineProperty(process, 'arch', { value: arch })
    }
  })
})

it.runIf(process.geteuid?.() === 0)('copies an installation that its user cannot reach', async () => {
  const hidden = await mkdtemp(join(tmpdir(), 'coterie-hidden-'))
  const dataFolder = await mkdtemp(join(tmpdir(), 'coterie-supervisor-'))
  await chmod(dataFolder, 0o711)
  const binaries = await copyBinaries(await bundledBinaries(), hidden)
  const server = await superviseServer({ dataFolder, binaries })
  expect(await query(server.url('postgres'), 'SELECT 1')).toBe(1)
  await server.stop()
  await rm(hidden, { recursive: true })
  await rm(dataFolder, { recursive: true })
})

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** Runs a supervisor in a process of its own, which can be killed. */
function superviseInChild(dataFolder: string, installation: string) {
  const program = `
    import { superviseServer } from '${new URL('./supervise-server.ts', import.meta.url).href}'
    import { binariesIn } from '${new URL('./binaries.ts', import.meta.url).href}'
    const server = await superviseServer({ dataFolder: ${JSON.stringify(dataFolder)}, binaries: binariesIn(${JSON.stringify(installation)}) })
    console.log(server.url('postgres'))
    setInterval(() => {}, 1000)
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    ready: new Promise<string>((resolve) =>
      child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
    ),
    ended: new Promise((resolve) => child.once('exit', resolve)),
    kill: () => child.kill('SIGKILL'),
  }
}
