import { readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether a process runs; one that has ended and waits for its parent to notice does not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The state follows the program's name in parentheses, which may itself contain parentheses.
  return stat?.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
}

/**
 * The server processes of a cluster, which all work in its folder; undefined where the system does not tell (no `/proc`).
 * After a postmaster was killed its children live on for a moment, and a new server must not start before they have ended.
 */
export async function clusterProcesses(cluster: string): Promise<readonly number[] | undefined> {
  const names = await readdir('/proc').catch(() => undefined)
  if (names === undefined) return undefined
  const folder = await realpath(cluster)
  const found: number[] = []
  for (const name of names) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    const workingFolder = await readlink(`/proc/${name}/cwd`).catch(() => undefined)
    if (workingFolder === folder) found.push(Number(name))
  }
  return found
}

/** Waits until a condition holds, asking every 25 ms; false when it did not within the time. */
export async function waitUntil(holds: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  for (;;) {
    if (await holds()) return true
    if (performance.now() > end) return false
    await sleep(25)
  }
}
