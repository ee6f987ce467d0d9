import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SystemUser } from './system-user.ts'

/** The first folder on the way to a path that a user may not pass through, or undefined when the path can be reached. */
export async function blockedAt(path: string, user: SystemUser): Promise<string | undefined> {
  const parent = dirname(path)
  const above = parent === path ? undefined : await blockedAt(parent, user)
  if (above !== undefined) return above
  const { mode, uid, gid } = await stat(path)
  const passes = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001
  return passes === 0 ? path : undefined
}
