import { describe, expect, it } from 'vitest'
import { runCoterie } from './testing/run-coterie.ts'

describe('wrong usage', () => {
  it.each([
    ['nothing at all', []],
    ['an unknown command', ['evaluat']],
    ['an unknown option', ['evaluate', '--catalogue', 'c.yaml']],
    ['no catalog', ['evaluate', '--definition', 'd.json']],
    ['no definition', ['evaluate', '--catalog', 'c.yaml']],
    ['two kinds of definitions', ['evaluate', '--catalog', 'c.yaml', '--definition', 'd', '--definitions', 'e']],
    ['an unknown engine', ['evaluate', '--catalog', 'c.yaml', '--definition', 'd', '--engine', 'abacus']],
    ['an unknown output', ['evaluate', '--catalog', 'c.yaml', '--definition', 'd', '--output', 'xml']],
    ['no number of threads', ['evaluate', '--catalog', 'c.yaml', '--definition', 'd', '--threads', '0']],
    ['no size', ['evaluate', '--catalog', 'c.yaml', '--definition', 'd', '--memory-limit', 'much']],
    ['a catalog that is not there', ['evaluate', '--catalog', 'nowhere.yaml', '--definition', 'd']],
    ['one table for many segments', ['evaluate', '--catalog', 'c.yaml', '--definitions', 'd', '--output', 'csv']],
  ])('%s ends with 2, nothing on standard output and a reason', async (_name, args) => {
    const { stdout, stderr, exitCode } = await runCoterie(args)
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).not.toBe('')
    expect(stderr).not.toContain('    at ')
  })

  it('is one JSON array with --json', async () => {
    const { stderr } = await runCoterie(['evaluate', '--engine', 'abacus', '--json'])
    expect(JSON.parse(stderr)).toEqual([
      { code: 'usage', severity: 'error', message: expect.stringContaining('abacus'), params: {} },
    ])
  })
})
