import { spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreError } from '../errors.ts'
import type { PostgresBinaries } from './binaries.ts'
import { serverEnvironment } from './initialise-cluster.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { runningPostmaster, waitForChildren } from './stop-server.ts'
import type { SystemUser } from './system-user.ts'

/** A server process started by us. */
export interface StartedServer {
  readonly pid: number
  readonly port: number
  /** Settles when the process has ended. */
  readonly ended: Promise<void>
}

/** What starting a server needs to know. */
export interface ServerStart {
  readonly cluster: string
  readonly logFile: string
  readonly binaries: PostgresBinaries
  readonly user: SystemUser | undefined
  /** Server settings beside ours, such as `{ fsync: 'off' }` for tests. */
  readonly settings: Readonly<Record<string, string>>
  /** The port to use again after a restart; a free one otherwise. */
  readonly port?: number
}

/**
 * Starts a server on a loopback port and returns when it takes connections. The process outlives ours: one left behind is
 * adopted by the next start. Refuses with `server-start-failed`.
 */
export async function startServer(start: ServerStart): Promise<StartedServer> {
  for (let attempt = 1; ; attempt += 1) {
    await waitForChildren(start.cluster)
    await moveForeignPostmasterFile(start.cluster)
    const port = start.port ?? (await freePort())
    const started = await launch(start, port)
    if (started !== undefined) return started
    // The port was taken in between, or (where processes cannot be listed) children of a killed server still end.
    if (attempt === START_ATTEMPTS) {
      throw new StoreError('server-start-failed', { cluster: start.cluster, log: await tail(start.logFile) })
    }
    await sleep(250 * attempt)
  }
}

const START_ATTEMPTS = 5

async function launch(start: ServerStart, port: number): Promise<StartedServer | undefined> {
  await startNewLog(start.logFile)
  const log = await open(start.logFile, 'a', 0o600)
  const settings = Object.entries({ ...OUR_SETTINGS, ...start.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(start.binaries.postgres, ['-D', start.cluster, '-p', String(port), ...settings], {
    // Its own group: an interrupt typed at the terminal reaches us, and we stop the server in our own order.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: serverEnvironment(),
    ...(start.user === undefined ? {} : { uid: start.user.uid, gid: start.user.gid }),
  })
  child.unref()
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await log.close()
  // Recovery after a crash may take minutes; as long as the process lives there is nothing better to do than to wait.
  for (;;) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return undefined
    const file = await readPostmasterFile(start.cluster)
    if (file?.pid === child.pid && file.ready) return { pid: child.pid, port, ended }
    await sleep(20)
  }
}

/** Reachable from this machine only, and never through a socket file that other users could place. */
const OUR_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port')
  return address.port
}

/**
 * A pid file of a killed server may name a number that an unrelated process has now (after a restart of a container almost
 * surely so). PostgreSQL would refuse to start; once it is certain that no process works in the cluster, the file is set aside.
 */
async function moveForeignPostmasterFile(cluster: string): Promise<void> {
  const file = await readPostmasterFile(cluster)
  if (file === undefined || (await runningPostmaster(cluster)) !== undefined) return
  const path = join(cluster, 'postmaster.pid')
  await rename(path, `${path}.stale`).catch(() => undefined)
}

const MAX_LOG_BYTES = 10_000_000

async function startNewLog(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  )
  if (size > MAX_LOG_BYTES) await rename(logFile, `${logFile}.1`)
}

async function tail(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-10).join('\n')
}
