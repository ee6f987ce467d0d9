import { createHash } from 'node:crypto'

/** SHA-256 (hex) of the members' keys, which stand in ascending code-point order, joined by a line feed. */
export function membersDigest(keys: Iterable<string>): string {
  const hash = createHash('sha256')
  let separator = ''
  for (const key of keys) {
    hash.update(separator + key, 'utf8')
    separator = '\n'
  }
  return hash.digest('hex')
}
