import { DatabaseSync } from 'node:sqlite'

/** The right to start and stop the server of a data folder. Ends with the process, however that ends. */
export interface FolderOwnership {
  release(): void
}

/**
 * Takes the ownership of a folder, or returns undefined while another process has it.
 *
 * A process id in a file outlives its process and is reused; Node offers no file locks. SQLite takes real ones, which the
 * operating system gives back when the process ends, so an otherwise empty SQLite file is the lock.
 */
export function takeOwnership(lockFile: string): FolderOwnership | undefined {
  const database = new DatabaseSync(lockFile, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined
    throw error
  }
  return { release: () => database.close() }
}

const SQLITE_BUSY = 5
