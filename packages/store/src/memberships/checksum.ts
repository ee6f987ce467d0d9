import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import { StoreError } from '../errors.ts'
import type { MembershipFiles, Slice } from './membership-files.ts'

/** The checksum of members; see `Slice`. */
export function membersChecksum(ordinals: Uint32Array): string {
  const bytes = Buffer.from(ordinals.buffer, ordinals.byteOffset, ordinals.byteLength)
  return createHash('sha256')
    .update(endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32())
    .digest('hex')
}

/** Reads a slice back from its file and compares count and checksum. Refuses with `member-file-damaged`. */
export async function verifySlice(files: MembershipFiles, slice: Slice): Promise<void> {
  const ordinals = await files.read(slice)
  if (ordinals.length !== slice.memberCount) {
    throw new StoreError('member-file-damaged', {
      file: slice.file,
      reason: `${ordinals.length} members instead of ${slice.memberCount}`,
    })
  }
  if (membersChecksum(ordinals) !== slice.checksum) {
    throw new StoreError('member-file-damaged', { file: slice.file, reason: 'the checksum differs' })
  }
}
