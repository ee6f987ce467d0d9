import { createHash } from 'node:crypto'

/** The members a test's evaluation finds: always the same for a segment and an as-of, with some that come and go. */
export function testMembers(segmentId: string, asOfMicros: number): Uint32Array {
  const steady = createHash('sha256').update(segmentId).digest()
  const passing = createHash('sha256').update(`${segmentId} ${asOfMicros}`).digest()
  const ordinals: number[] = []
  for (let ordinal = 0; ordinal < 6000; ordinal += 1) {
    const byte = (steady[ordinal % 32] ?? 0) ^ (ordinal % 7 === 0 ? (passing[ordinal % 31] ?? 0) : 0)
    if ((byte >> (ordinal % 8)) % 2 === 1) ordinals.push(ordinal)
  }
  return Uint32Array.from(ordinals)
}
