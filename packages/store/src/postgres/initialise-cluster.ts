import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StoreError } from '../errors.ts'
import type { PostgresBinaries } from './binaries.ts'
import { majorVersion } from './binaries.ts'
import type { SystemUser } from './system-user.ts'

/** The only database user of a supervised server. */
export const SERVER_USER = 'coterie'

/**
 * Makes the cluster in a folder unless it is there. A cluster is made aside and renamed, so one cut short is never taken
 * for a whole one. Refuses with `cluster-version` and `cluster-initialisation-failed`.
 */
export async function initialiseCluster(options: {
  readonly folder: string
  readonly cluster: string
  readonly password: string
  readonly binaries: PostgresBinaries
  readonly user: SystemUser | undefined
}): Promise<void> {
  const { folder, cluster, binaries, user } = options
  const expected = await majorVersion(binaries)
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (found !== undefined) {
    if (Number(found) !== expected) {
      throw new StoreError('cluster-version', { cluster, found: Number(found), expected })
    }
    return
  }
  for (const name of await readdir(folder)) {
    if (name.startsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true })
  }
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`)
  const passwordFile = join(unfinished, 'password')
  await mkdir(join(unfinished, 'cluster'), { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, options.password, { mode: 0o600 })
  if (user !== undefined) {
    for (const path of [unfinished, join(unfinished, 'cluster'), passwordFile]) await chown(path, user.uid, user.gid)
  }
  try {
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${join(unfinished, 'cluster')}`,
        `--username=${SERVER_USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
      ],
      { ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }), env: serverEnvironment() },
    )
  } catch (cause) {
    const log = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new StoreError('cluster-initialisation-failed', { cluster, log }, cause)
  }
  await rename(join(unfinished, 'cluster'), cluster)
  await rm(unfinished, { recursive: true, force: true })
}

const UNFINISHED = 'initialising-'

/** What a server inherits from us: nothing that changes its language, its zone or where it listens. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env
  return {
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(PATH === undefined ? {} : { PATH }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    ...(TEMP === undefined ? {} : { TEMP }),
  }
}
