import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { membersChecksum, verifySlice } from './checksum.ts'
import { memberDifference } from './difference.ts'
import { openLocalMembershipFiles } from './local-membership-files.ts'
import type { MembershipFiles } from './membership-files.ts'
import { BLOCK_MEMBERS } from './slice-codec.ts'

const SEED = 20_260_101
let folder: string
let files: MembershipFiles
let name = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coterie-members-'))
  files = await openLocalMembershipFiles(folder)
})
afterAll(() => rm(folder, { recursive: true }))

/** Ascending ordinals of every shape: none, one, dense runs, wide gaps, the ends of the range, around block borders. */
const members = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(0, 1, BLOCK_MEMBERS - 1, BLOCK_MEMBERS, BLOCK_MEMBERS + 1, 3 * BLOCK_MEMBERS),
      fc.nat(200),
    ),
    fc.oneof(fc.constant(0), fc.nat(0xff_ff_ff_ff)),
    fc.constantFrom(1, 2, 127, 128, 129, 20_000, 400_000),
    fc.infiniteStream(fc.nat()),
  )
  .map(([count, first, spread, noise]) => {
    const ordinals: number[] = []
    let ordinal = first
    for (const value of noise) {
      if (ordinals.length === count || ordinal > 0xff_ff_ff_ff) break
      ordinals.push(ordinal)
      ordinal += 1 + (value % spread)
    }
    return Uint32Array.from(ordinals)
  })

async function write(slices: readonly Uint32Array[]) {
  name += 1
  const writer = await files.create(`file-${name}`)
  const written = []
  for (const slice of slices) written.push(await writer.append(slice))
  await writer.finish()
  return written
}

describe('membership files', () => {
  it('give back exactly what was written, whole and by pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(members, { maxLength: 3 }), fc.nat(), fc.nat(5000), async (slices, from, limit) => {
        const written = await write(slices)
        for (const [index, slice] of written.entries()) {
          const expected = slices[index] ?? new Uint32Array(0)
          expect(slice.checksum).toBe(membersChecksum(expected))
          expect(await files.read(slice)).toEqual(expected)
          await verifySlice(files, slice)
          const start = from % (expected.length + 2)
          expect(await files.readPage(slice, start, limit)).toEqual(expected.slice(start, start + limit))
        }
      }),
      { numRuns: 60, seed: SEED },
    )
  })

  it('find who entered and who left', () => {
    fc.assert(
      fc.property(members, members, (before, after) => {
        const was = new Set(before)
        const is = new Set(after)
        const { entered, left } = memberDifference(before, after)
        expect([...entered]).toEqual([...after].filter((ordinal) => !was.has(ordinal)))
        expect([...left]).toEqual([...before].filter((ordinal) => !is.has(ordinal)))
      }),
      { numRuns: 60, seed: SEED },
    )
  })

  it('refuse members that are not ascending', async () => {
    const writer = await files.create('descending')
    for (const ordinals of [
      [1, 1],
      [5, 4],
    ]) {
      await expect(writer.append(Uint32Array.from(ordinals))).rejects.toMatchObject({
        code: 'members-not-ascending',
        params: { position: 1 },
      })
    }
    await writer.abandon()
    expect(await readdir(folder)).not.toContain('descending.unfinished')
  })

  it('appear only when finished, and never twice', async () => {
    const writer = await files.create('once')
    const slice = await writer.append(Uint32Array.of(1, 2))
    await expect(files.read(slice)).rejects.toMatchObject({ code: 'member-file-missing' })
    expect((await files.list()).find((file) => file.name === 'once')?.finished).toBe(false)
    await expect(files.create('once')).rejects.toMatchObject({ code: 'EEXIST' })
    await writer.finish()
    expect((await files.list()).find((file) => file.name === 'once')?.finished).toBe(true)
    await files.remove('once')
    await files.remove('once')
    await expect(files.read(slice)).rejects.toMatchObject({ code: 'member-file-missing' })
  })

  it('notice every changed byte and every cut', async () => {
    const ordinals = Uint32Array.from({ length: 5000 }, (_, index) => index * 3)
    const [slice] = await write([ordinals])
    if (slice === undefined) throw new Error('a slice was written')
    const path = join(folder, `${slice.file}.members`)
    const whole = await readFile(path)
    for (let position = 0; position < whole.length; position += position < 60 ? 1 : 211) {
      const damaged = Buffer.from(whole)
      damaged.writeUInt8(damaged.readUInt8(position) ^ 0x41, position)
      await writeFile(path, damaged)
      await expect(verifySlice(files, slice), `byte ${position}`).rejects.toMatchObject({ code: 'member-file-damaged' })
    }
    await writeFile(path, whole)
    await verifySlice(files, slice)
    await truncate(path, whole.length - 1)
    await expect(verifySlice(files, slice)).rejects.toMatchObject({ code: 'member-file-damaged' })
  })
})
