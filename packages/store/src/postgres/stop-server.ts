import { StoreError } from '../errors.ts'
import { clusterProcesses, isAlive, waitUntil } from './cluster-processes.ts'
import { readPostmasterFile } from './postmaster-file.ts'

/**
 * Stops the server of a cluster, if one runs, and waits until its last process has ended: first in good order, then by
 * abandoning its work (which the next start recovers), then by force; each way gets as long as our patience. Refuses with `server-stop-failed`.
 */
export async function stopServer(cluster: string, patienceMs = 20_000): Promise<void> {
  const running = await runningPostmaster(cluster)
  if (running !== undefined) {
    const ended = async () => !(await isAlive(running))
    // A fast shutdown, an immediate one, and the end by force.
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      signalProcess(running, signal)
      if (await waitUntil(ended, patienceMs)) break
    }
  }
  await waitForChildren(cluster, patienceMs)
}

/** The process id of the cluster's server, told apart from an unrelated process that has inherited the number. */
export async function runningPostmaster(cluster: string): Promise<number | undefined> {
  const file = await readPostmasterFile(cluster)
  if (file === undefined || !(await isAlive(file.pid))) return undefined
  const processes = await clusterProcesses(cluster)
  return processes === undefined || processes.includes(file.pid) ? file.pid : undefined
}

/** Waits for the children of a killed postmaster; those that stay are ended by force. */
export async function waitForChildren(cluster: string, patienceMs = 10_000): Promise<void> {
  const noneLeft = async () => ((await clusterProcesses(cluster)) ?? []).length === 0
  if (await waitUntil(noneLeft, patienceMs)) return
  for (const pid of (await clusterProcesses(cluster)) ?? []) signalProcess(pid, 'SIGKILL')
  if (!(await waitUntil(noneLeft, 5_000))) {
    throw new StoreError('server-stop-failed', { cluster, processes: (await clusterProcesses(cluster)) ?? [] })
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // Ended in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
