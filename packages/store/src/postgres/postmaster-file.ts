import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running server writes about itself into its cluster's folder. */
export interface PostmasterFile {
  readonly pid: number
  readonly port: number | undefined
  readonly ready: boolean
}

/** Reads `postmaster.pid`; undefined when there is none or it is still being written. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  // Lines: process id, data folder, start time, port, socket folder, listen address, shared memory, status.
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const port = Number(lines[3])
  return { pid, port: port > 0 ? port : undefined, ready: lines[7]?.trim() === 'ready' }
}
