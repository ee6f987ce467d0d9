import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { StoreError } from '../errors.ts'

/** The operating system's user a server runs as. */
export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const OWN_USER = 'coterie'

/**
 * The user a server is started as, or undefined for the present one. PostgreSQL refuses to run as root, so root's servers
 * run as `coterie` or `postgres`; where neither exists, a system user `coterie` without a home or a shell is made.
 * Refuses with `unprivileged-user-missing`.
 */
export async function serverUser(): Promise<SystemUser | undefined> {
  if (process.geteuid?.() !== 0) return undefined
  const present = (await findUser(OWN_USER)) ?? (await findUser('postgres'))
  if (present !== undefined) return present
  try {
    await promisify(execFile)('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_USER])
  } catch (cause) {
    throw new StoreError('unprivileged-user-missing', { user: OWN_USER }, cause)
  }
  const made = await findUser(OWN_USER)
  if (made === undefined) throw new StoreError('unprivileged-user-missing', { user: OWN_USER })
  return made
}

async function findUser(name: string): Promise<SystemUser | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  const fields = lines.map((line) => line.split(':')).find((entry) => entry[0] === name)
  const [, , uid, gid] = fields ?? []
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) }
}
