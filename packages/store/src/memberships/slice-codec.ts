import { StoreError } from '../errors.ts'

/**
 * A slice's bytes: the number of members, then for each block of 4,096 its first ordinal and where its bytes begin, then
 * the blocks: the gaps between neighbours, each in base 128 with the low digits first. All other numbers are 32-bit
 * little-endian. The table lets a page be read without what comes before it.
 */
export const BLOCK_MEMBERS = 4096

export const COUNT_BYTES = 4
export const ENTRY_BYTES = 8
const MAX_GAP_BYTES = 5

/** Refuses with `members-not-ascending`. */
export function encodeSlice(ordinals: Uint32Array): Buffer {
  const blocks = Math.ceil(ordinals.length / BLOCK_MEMBERS)
  const tableBytes = COUNT_BYTES + blocks * ENTRY_BYTES
  const bytes = Buffer.allocUnsafe(tableBytes + ordinals.length * MAX_GAP_BYTES)
  bytes.writeUInt32LE(ordinals.length, 0)
  let end = tableBytes
  let previous = -1
  for (let position = 0; position < ordinals.length; position += 1) {
    const ordinal = ordinals[position] ?? 0
    if (ordinal <= previous) throw new StoreError('members-not-ascending', { position })
    if (position % BLOCK_MEMBERS === 0) {
      const entry = COUNT_BYTES + (position / BLOCK_MEMBERS) * ENTRY_BYTES
      bytes.writeUInt32LE(ordinal, entry)
      bytes.writeUInt32LE(end - tableBytes, entry + 4)
    } else {
      let gap = ordinal - previous
      while (gap > 0x7f) {
        bytes[end] = (gap % 0x80) + 0x80
        gap = Math.floor(gap / 0x80)
        end += 1
      }
      bytes[end] = gap
      end += 1
    }
    previous = ordinal
  }
  return bytes.subarray(0, end)
}

/** Reads one block's members into `target` from `at` on. Refuses with a `RangeError` when the bytes are not a block. */
export function decodeBlock(first: number, bytes: Uint8Array, members: number, target: Uint32Array, at: number): void {
  let ordinal = first
  let next = 0
  target[at] = ordinal
  for (let member = 1; member < members; member += 1) {
    let gap = 0
    let unit = 1
    for (;;) {
      const byte = bytes[next]
      if (byte === undefined) throw new RangeError('the block ends early')
      next += 1
      gap += (byte % 0x80) * unit
      if (byte < 0x80) break
      unit *= 0x80
    }
    ordinal += gap
    target[at + member] = ordinal
  }
  if (next !== bytes.length) throw new RangeError('the block is too long')
}
