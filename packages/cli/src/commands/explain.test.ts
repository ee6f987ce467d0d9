import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { runCoterie } from '../testing/run-coterie.ts'
import { createSmallShop, definitionOf, inSpain } from '../testing/small-shop.ts'

const shop = createSmallShop()
afterAll(() => rmSync(shop.folder, { recursive: true }))

const spanish = shop.write('spanish.json', inSpain)
const others = shop.write('others.ndjson', JSON.stringify({ id: 'spanish', definition: inSpain }))
const elsewhere = shop.write('elsewhere.json', definitionOf({ segment: 'spanish', operator: 'notIn' }))

const explain = (...args: readonly string[]) => runCoterie(['explain', '--catalog', shop.catalog, ...args])

describe('explain', () => {
  it('prints words, plan and SQL', async () => {
    const { stdout, stderr, exitCode } = await explain(spanish)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    expect(stdout).toMatch(/^Customers where country is "ES"\.$/im)
    expect(stdout).toContain('plan:')
    expect(stdout).toContain('SELECT')
  })

  it('prints one stage alone', async () => {
    const { stdout: words } = await explain(spanish, '--stage', 'words')
    expect(words).not.toContain('SELECT')
    const { stdout: sql } = await explain(spanish, '--stage', 'sql')
    expect(sql).toMatch(/^-- segment .*\nSELECT[^;]*;\n$/)
  })

  it('knows other dialects', async () => {
    const definition = shop.write(
      'ends.json',
      definitionOf({ attribute: 'customers.name', operator: 'endsWith', value: 'a' }),
    )
    const [duckdb, trino] = await Promise.all(
      ['duckdb', 'trino'].map(
        async (dialect) => (await explain(definition, '--stage', 'sql', '--dialect', dialect)).stdout,
      ),
    )
    expect(trino).toContain('SELECT')
    expect(trino).not.toBe(duckdb)
  })

  it('explains with the segments a definition refers to', async () => {
    expect(await explain(elsewhere)).toMatchObject({ stdout: '', exitCode: 1 })
    const { stdout, exitCode } = await explain(elsewhere, '--definitions', others)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('segment spanish')
  })

  it('is JSON with --json', async () => {
    const { stdout } = await explain(spanish, '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      words: [expect.any(String)],
      shared: [],
      segments: [{ id: spanish, sql: expect.stringContaining('SELECT') }],
    })
  })
})
