import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StoreError } from '../errors.ts'
import { bundledBinaries, copyBinaries, type PostgresBinaries } from './binaries.ts'
import { waitUntil } from './cluster-processes.ts'
import { takeOwnership } from './folder-owner.ts'
import { initialiseCluster, SERVER_USER } from './initialise-cluster.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { blockedAt } from './reachability.ts'
import { type StartedServer, startServer } from './start-server.ts'
import { runningPostmaster, stopServer } from './stop-server.ts'
import { type SystemUser, serverUser } from './system-user.ts'

/** A PostgreSQL server under a data folder. */
export interface SupervisedServer {
  /** A connection string for a database of the server. */
  url(database: string): string
  readonly pid: number
  /**
   * `started` by us, `adopted` from a process that ended without stopping it, or `joined`: another live process owns the
   * folder and will stop the server when it ends.
   */
  readonly how: 'started' | 'adopted' | 'joined'
  /** Stops the server unless another process owns it. Safe to call twice. */
  stop(): Promise<void>
  /** Gives up the ownership without stopping the server. */
  leave(): void
}

/** What a supervised server can be told. */
export interface SupervisorOptions {
  readonly dataFolder: string
  /** The installation to run; the bundled one by default. */
  readonly binaries?: PostgresBinaries
  readonly settings?: Readonly<Record<string, string>>
  /** How long to wait for the server of another process that owns the folder; a minute by default. */
  readonly joinWithinMs?: number
  /** Called when the server ended by itself and is being started again. */
  readonly onRestart?: () => void
}

/**
 * Runs the PostgreSQL server of a data folder: makes its cluster on the first start, adopts a server that was left behind,
 * stops one that does not answer, and starts it again when it ends by itself.
 * Refuses with `data-folder-unreachable`, `data-folder-in-use`, `cluster-version`, `cluster-initialisation-failed`,
 * `server-start-failed`, `server-stop-failed`, `postgres-binaries-missing`, `unprivileged-user-missing`.
 */
export async function superviseServer(options: SupervisorOptions): Promise<SupervisedServer> {
  const folder = join(resolve(options.dataFolder), 'postgres')
  const cluster = join(folder, 'cluster')
  const user = await serverUser()
  // The server's user has to pass through; what lies inside has its own, stricter modes.
  await mkdir(folder, { recursive: true, mode: user === undefined ? 0o700 : 0o711 })
  const ownership = takeOwnership(join(folder, 'owner.lock'))
  if (ownership === undefined) return joinServer(folder, cluster, options.joinWithinMs ?? 60_000)
  try {
    const password = await readOrMakePassword(folder)
    const binaries = await reachableBinaries(options.binaries ?? (await bundledBinaries()), folder, user)
    await initialiseCluster({ folder, cluster, password, binaries, user })
    const adopted = await adoptServer(cluster, password)
    let server: StartedServer | { readonly pid: number; readonly port: number }
    let stopping = false
    const start = { cluster, logFile: join(folder, 'server.log'), binaries, user, settings: options.settings ?? {} }
    if (adopted === undefined) {
      // What runs here now was asked and did not answer.
      await stopServer(cluster, 1_000)
      const started = await startServer(start)
      watch(started)
      server = started
    } else {
      server = adopted
    }
    const { port } = server

    function watch(started: StartedServer): void {
      void started.ended.then(async () => {
        for (let delayMs = 250; !stopping; delayMs = Math.min(delayMs * 2, 10_000)) {
          options.onRestart?.()
          try {
            const next = await startServer({ ...start, port: started.port })
            server = next
            watch(next)
            return
          } catch {
            // Its log says why; the connections' errors reach the users meanwhile.
            await sleep(delayMs, undefined, { ref: false })
          }
        }
      })
    }

    return {
      url: (database) => connectionUrl(port, password, database),
      get pid() {
        return server.pid
      },
      how: adopted === undefined ? 'started' : 'adopted',
      stop: async () => {
        if (stopping) return
        stopping = true
        await stopServer(cluster)
        ownership.release()
      },
      leave: () => {
        if (stopping) return
        stopping = true
        ownership.release()
      },
    }
  } catch (error) {
    ownership.release()
    throw error
  }
}

/** Uses the server of a folder that another live process owns, waiting for it while it starts. */
async function joinServer(folder: string, cluster: string, withinMs: number): Promise<SupervisedServer> {
  let found: { readonly pid: number; readonly port: number } | undefined
  let password = ''
  await waitUntil(async () => {
    password = await readFile(join(folder, 'password'), 'utf8').catch(() => '')
    found = password === '' ? undefined : await answeringServer(cluster, password)
    return found !== undefined
  }, withinMs)
  if (found === undefined) throw new StoreError('data-folder-in-use', { folder })
  const { pid, port } = found
  return {
    url: (database) => connectionUrl(port, password, database),
    pid,
    how: 'joined',
    stop: () => Promise.resolve(),
    leave: () => undefined,
  }
}

/** The server a process left behind when it was killed, if it answers; it gets a moment when it is just starting. */
async function adoptServer(cluster: string, password: string) {
  if ((await runningPostmaster(cluster)) === undefined) return undefined
  let found: { readonly pid: number; readonly port: number } | undefined
  await waitUntil(async () => {
    found = await answeringServer(cluster, password)
    return found !== undefined || (await runningPostmaster(cluster)) === undefined
  }, 5_000)
  return found
}

async function answeringServer(cluster: string, password: string) {
  const file = await readPostmasterFile(cluster)
  if (file?.port === undefined || !file.ready) return undefined
  const client = new pg.Client({
    connectionString: connectionUrl(file.port, password, 'postgres'),
    connectionTimeoutMillis: 3_000,
    query_timeout: 3_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    return rows[0]?.data_directory === cluster ? { pid: file.pid, port: file.port } : undefined
  } catch {
    return undefined
  } finally {
    // A connection to a server that does not answer would wait for its farewell for ever.
    await Promise.race([client.end().catch(() => undefined), sleep(500)])
  }
}

function connectionUrl(port: number, password: string, database: string): string {
  return `postgres://${SERVER_USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

async function readOrMakePassword(folder: string): Promise<string> {
  const file = join(folder, 'password')
  const present = await readFile(file, 'utf8').catch(() => '')
  if (present !== '') return present
  const made = randomBytes(24).toString('base64url')
  await writeFile(`${file}.new`, made, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
  return made
}

/** The installation itself, or a copy under the data folder where the server's user cannot reach it (a clone in root's home). */
async function reachableBinaries(
  binaries: PostgresBinaries,
  folder: string,
  user: SystemUser | undefined,
): Promise<PostgresBinaries> {
  if (user === undefined) return binaries
  const blocked = await blockedAt(folder, user)
  if (blocked !== undefined) throw new StoreError('data-folder-unreachable', { folder, blocked, user: user.name })
  if ((await blockedAt(binaries.postgres, user)) === undefined) return binaries
  return copyBinaries(binaries, folder)
}
