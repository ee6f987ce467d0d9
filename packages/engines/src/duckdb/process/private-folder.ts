import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { EngineError } from '../../errors.ts'

const PREFIX = 'coterie-engine-'

/**
 * Makes a folder only this user can read and deletes those that processes of this machine left behind when they were
 * killed. Refuses with `folder-unusable`.
 */
export async function createPrivateFolder(parent: string = tmpdir()): Promise<string> {
  try {
    await deleteLeftovers(parent)
    return await mkdtemp(join(parent, `${PREFIX}${machine()}-${process.pid}-`))
  } catch (cause) {
    throw new EngineError('folder-unusable', { folder: parent }, cause)
  }
}

/** Deletes a folder and all that is in it; absent is deleted. */
export async function deleteFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

async function deleteLeftovers(parent: string): Promise<void> {
  // Other machines may share the folder, and their process numbers mean nothing here.
  const own = `${PREFIX}${machine()}-`
  for (const name of await readdir(parent)) {
    if (!name.startsWith(own)) continue
    const owner = Number(name.slice(own.length).split('-')[0])
    if (Number.isInteger(owner) && owner > 0 && !isAlive(owner)) await deleteFolder(join(parent, name))
  }
}

function machine(): string {
  return hostname().replace(/[^A-Za-z0-9]/g, '_')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
