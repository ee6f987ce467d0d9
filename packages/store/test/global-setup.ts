import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopServer } from '../src/postgres/stop-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the test run's PostgreSQL servers live; each is started by the first test file that needs it. */
    storeTestFolder: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'coterie-store-'))
  await chmod(folder, 0o711)
  project.provide('storeTestFolder', folder)
  return async () => {
    for (const name of await readdir(folder)) await stopServer(join(folder, name, 'postgres', 'cluster'))
    await rm(folder, { recursive: true, force: true })
  }
}
