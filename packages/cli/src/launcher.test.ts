import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { launcher, runCoterie } from './testing/run-coterie.ts'

/** A Node on the PATH that is too old to run the sources itself. */
function olderNode(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, 'node')
    try {
      accessSync(candidate, constants.X_OK)
      const version = execFileSync(candidate, ['--version'], { encoding: 'utf8' })
      if (Number(version.slice(1).split('.')[0]) < 24) return candidate
    } catch {
      // Not a Node at all.
    }
  }
  return null
}

describe('the launcher', () => {
  it('shows help within 300 ms', async () => {
    const times: number[] = []
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { stdout, exitCode, elapsedMs } = await runCoterie(['--help'])
      expect(stdout).toContain('Usage: coterie')
      expect(exitCode).toBe(0)
      times.push(elapsedMs)
    }
    // The best of five: the machine may be busy with other tests.
    expect(Math.min(...times)).toBeLessThan(300)
  })

  it('prints its version', async () => {
    expect(await runCoterie(['--version'])).toMatchObject({ stdout: '0.1.0\n', exitCode: 0 })
  })

  it('works from another folder', async () => {
    expect(await runCoterie(['schema', 'catalog'], { cwd: tmpdir() })).toMatchObject({ exitCode: 0, stderr: '' })
  })

  const older = olderNode()
  describe.skipIf(older === null)(`started by an older Node (${older ?? 'none on this machine'})`, () => {
    const node = older ?? ''

    it('hands over to Node 24 and ends the way it ends', async () => {
      expect(await runCoterie(['--version'], { node })).toMatchObject({ stdout: '0.1.0\n', exitCode: 0 })
      expect(await runCoterie(['evaluate'], { node })).toMatchObject({ stdout: '', exitCode: 2 })
    })

    it('passes standard input on', async () => {
      const { stderr, exitCode } = await runCoterie(['evaluate', '--catalog', '-', '--definition', 'd.json'], {
        node,
        stdin: 'version: 2',
      })
      expect(stderr).toContain('version')
      expect(exitCode).toBe(3)
    })
  })

  it('is plain JavaScript that an older Node can read', () => {
    expect(() => execFileSync(older ?? process.execPath, ['--check', launcher])).not.toThrow()
  })
})
