import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../errors.ts'
import { failpoint } from '../runs/failpoint.ts'
import { membersChecksum } from './checksum.ts'
import type { MembershipFile, MembershipFiles, MembershipFileWriter, Slice } from './membership-files.ts'
import { BLOCK_MEMBERS, COUNT_BYTES, decodeBlock, ENTRY_BYTES, encodeSlice } from './slice-codec.ts'

const FINISHED = '.members'
const UNFINISHED = '.unfinished'
/** Names the format, so that a later one can be told apart. */
const HEADER = Buffer.from('coterie members 1\n')

/** Membership files in a folder of this machine. */
export async function openLocalMembershipFiles(folder: string): Promise<MembershipFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const pathOf = (name: string, suffix: string) => {
    if (!/^[\w-]+$/.test(name)) throw new Error(`\`${name}\` is not a file name we make`)
    return join(folder, `${name}${suffix}`)
  }
  return {
    create: async (name) => writeFile(name, folder, pathOf(name, UNFINISHED), pathOf(name, FINISHED)),
    read: (slice) => readSlice(pathOf(slice.file, FINISHED), slice, 0, slice.memberCount),
    readPage: (slice, from, limit) => readSlice(pathOf(slice.file, FINISHED), slice, from, limit),
    list: () => listFiles(folder),
    remove: async (name) => {
      await rm(pathOf(name, UNFINISHED), { force: true })
      await rm(pathOf(name, FINISHED), { force: true })
    },
  }
}

async function writeFile(
  name: string,
  folder: string,
  unfinished: string,
  finished: string,
): Promise<MembershipFileWriter> {
  const handle = await open(unfinished, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)
  await handle.appendFile(HEADER)
  let end = HEADER.length
  failpoint('members.file-created')
  return {
    append: async (ordinals): Promise<Slice> => {
      const bytes = encodeSlice(ordinals)
      await handle.appendFile(bytes)
      const byteOffset = end
      end += bytes.length
      failpoint('members.slice-written')
      return {
        file: name,
        byteOffset,
        byteLength: bytes.length,
        memberCount: ordinals.length,
        checksum: membersChecksum(ordinals),
      }
    },
    finish: async () => {
      failpoint('members.before-sync')
      await handle.sync()
      await handle.close()
      failpoint('members.before-rename')
      await rename(unfinished, finished)
      await syncFolder(folder)
      failpoint('members.renamed')
    },
    abandon: async () => {
      await handle.close().catch(() => undefined)
      await rm(unfinished, { force: true })
    },
  }
}

/** The rename itself has to survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  // Windows has no handles of folders, and its renames are durable by themselves.
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  await handle.sync()
  await handle.close()
}

async function readSlice(path: string, slice: Slice, from: number, limit: number): Promise<Uint32Array> {
  const to = Math.min(from + limit, slice.memberCount)
  const handle = await open(path, constants.O_RDONLY).catch((cause: unknown) => {
    throw new StoreError('member-file-missing', { file: slice.file }, cause)
  })
  try {
    const header = await readBytes(handle, slice, -slice.byteOffset, HEADER.length)
    if (!header.equals(HEADER)) throw new RangeError('it is not in a format this release knows')
    const count = (await readBytes(handle, slice, 0, COUNT_BYTES)).readUInt32LE(0)
    if (count !== slice.memberCount) throw new RangeError(`${count} members instead of ${slice.memberCount}`)
    if (from >= to) return new Uint32Array(0)
    return await readBlocks(handle, slice, from, to)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new StoreError('member-file-damaged', { file: slice.file, reason: cause.message }, cause)
  } finally {
    await handle.close()
  }
}

async function readBlocks(handle: FileHandle, slice: Slice, from: number, to: number): Promise<Uint32Array> {
  const blocks = Math.ceil(slice.memberCount / BLOCK_MEMBERS)
  const tableBytes = COUNT_BYTES + blocks * ENTRY_BYTES
  const firstBlock = Math.floor(from / BLOCK_MEMBERS)
  const endBlock = Math.ceil(to / BLOCK_MEMBERS)
  // One entry more than is read says where the last one ends; the last block ends with the slice.
  const entries = Math.min(endBlock + 1, blocks) - firstBlock
  const table = await readBytes(handle, slice, COUNT_BYTES + firstBlock * ENTRY_BYTES, entries * ENTRY_BYTES)
  const startOf = (block: number) =>
    block === blocks ? slice.byteLength - tableBytes : table.readUInt32LE((block - firstBlock) * ENTRY_BYTES + 4)
  const start = startOf(firstBlock)
  const bytes = await readBytes(handle, slice, tableBytes + start, startOf(endBlock) - start)
  const firstMember = firstBlock * BLOCK_MEMBERS
  const ordinals = new Uint32Array(Math.min(endBlock * BLOCK_MEMBERS, slice.memberCount) - firstMember)
  for (let block = firstBlock; block < endBlock; block += 1) {
    const at = (block - firstBlock) * BLOCK_MEMBERS
    decodeBlock(
      table.readUInt32LE((block - firstBlock) * ENTRY_BYTES),
      bytes.subarray(startOf(block) - start, startOf(block + 1) - start),
      Math.min(BLOCK_MEMBERS, ordinals.length - at),
      ordinals,
      at,
    )
  }
  return ordinals.subarray(from - firstMember, to - firstMember)
}

async function readBytes(handle: FileHandle, slice: Slice, offset: number, length: number): Promise<Buffer> {
  if (length < 0 || offset + length > slice.byteLength) throw new RangeError('its table leads outside')
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await handle.read(bytes, 0, length, slice.byteOffset + offset)
  if (bytesRead !== length) throw new RangeError('it ends early')
  return bytes
}

async function listFiles(folder: string): Promise<readonly MembershipFile[]> {
  const files: MembershipFile[] = []
  for (const entry of await readdir(folder)) {
    const suffix = [FINISHED, UNFINISHED].find((known) => entry.endsWith(known))
    if (suffix === undefined) continue
    const found = await stat(join(folder, entry)).catch(() => undefined)
    if (found === undefined) continue
    files.push({ name: entry.slice(0, -suffix.length), finished: suffix === FINISHED, changedAt: found.mtime })
  }
  return files
}
