import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCoterie } from '../testing/run-coterie.ts'
import { createSmallShop, definitionOf, inSpain } from '../testing/small-shop.ts'

const shop = createSmallShop()
afterAll(() => rmSync(shop.folder, { recursive: true }))

const evaluate = (stdin: string, ...args: readonly string[]) =>
  runCoterie(['evaluate', '--catalog', shop.catalog, '--definitions', '-', ...args], { stdin })

const lineOf = (id: string, ...ids: readonly string[]) => ({
  id,
  count: ids.length,
  sha256: createHash('sha256').update(ids.join('\n')).digest('hex'),
})

const ndjson = (...lines: readonly (object | string)[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')

const resultsOf = (stdout: string) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown)

describe.each(['duckdb', 'reference'])('evaluate --definitions on %s', (engine) => {
  const run = (stdin: string, ...args: readonly string[]) => evaluate(stdin, '--engine', engine, ...args)

  it('prints a line for each definition in the order of the file', async () => {
    const { stdout, stderr, exitCode } = await run(
      ndjson(
        {
          id: 'z',
          definition: definitionOf({ segment: 'spanish', operator: 'notIn' }),
          note: 'other keys are ignored',
        },
        '',
        { definition: inSpain, id: 'spanish' },
        { id: 'nobody', definition: { version: 1, rules: [{ match: 'any', conditions: [] }] } },
        '   ',
      ),
    )
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    expect(resultsOf(stdout)).toEqual([lineOf('z', 'C2', 'C3', 'C4'), lineOf('spanish', 'C1', 'C10'), lineOf('nobody')])
  })

  it('tells of refused lines and evaluates the others', async () => {
    const { stdout, stderr, exitCode } = await run(
      ndjson(
        '{"id": "broken"',
        '"only a text"',
        { definition: inSpain },
        { id: 'empty' },
        { id: 'good', definition: inSpain },
        { id: 'good', definition: inSpain },
        { id: 'typo', definition: definitionOf({ attribute: 'customers.contry', operator: 'is', value: 'ES' }) },
        { id: 'needs-typo', definition: definitionOf({ segment: 'typo', operator: 'in' }) },
        { id: 'circle', definition: definitionOf({ segment: 'circle', operator: 'in' }) },
        { id: 'lost', definition: definitionOf({ segment: 'nowhere', operator: 'in' }) },
      ),
      '--json',
    )
    expect(exitCode).toBe(1)
    expect(resultsOf(stdout)).toEqual([lineOf('good', 'C1', 'C10')])
    const problems = JSON.parse(stderr) as { line: number; id?: string; code: string }[]
    expect(problems.map(({ line, id }) => [line, id]).toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
      [4, 'empty'],
      [6, 'good'],
      [7, 'typo'],
      [8, 'needs-typo'],
      [9, 'circle'],
      [10, 'lost'],
    ])
  })
})

describe('evaluate --definitions', () => {
  it('names line and id of a refused definition for people', async () => {
    const { stderr, exitCode } = await evaluate(ndjson({ id: 'wrong', definition: { version: 1 } }))
    expect(exitCode).toBe(1)
    expect(stderr).toContain('line 1 "wrong"')
  })

  it('takes a folder of definitions named by their files', async () => {
    mkdirSync(join(shop.folder, 'definitions'))
    shop.write('definitions/b.json', inSpain)
    shop.write('definitions/a.json', definitionOf({ segment: 'b', operator: 'in' }))
    const { stdout } = await runCoterie([
      'evaluate',
      '--catalog',
      shop.catalog,
      '--definitions',
      join(shop.folder, 'definitions'),
    ])
    expect(resultsOf(stdout)).toEqual([lineOf('a', 'C1', 'C10'), lineOf('b', 'C1', 'C10')])
  })

  it('adds ids and SQL with --output json', async () => {
    const { stdout } = await evaluate(ndjson({ id: 'spanish', definition: inSpain }), '--output', 'json')
    expect(resultsOf(stdout)).toEqual([
      { ...lineOf('spanish', 'C1', 'C10'), ids: ['C1', 'C10'], elapsedMs: expect.any(Number), sql: expect.any(String) },
    ])
  })

  it('evaluates nothing from nothing', async () => {
    expect(await evaluate('\n')).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
  })
})
