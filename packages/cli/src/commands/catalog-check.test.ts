import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { runCoterie } from '../testing/run-coterie.ts'
import { createSmallShop } from '../testing/small-shop.ts'

const shop = createSmallShop()
afterAll(() => rmSync(shop.folder, { recursive: true }))

const check = (catalog: string, ...args: readonly string[]) =>
  runCoterie(['catalog', 'check', '--catalog', catalog, ...args])

/** A catalog of one table of people and one of visits. */
function visitsCatalog(name: string, visits: string): string {
  shop.write(`${name}-people.csv`, 'id\n1\n2\n')
  shop.write(`${name}-visits.csv`, visits)
  return shop.write(
    `${name}.yaml`,
    `version: 1
timeZone: UTC
weekStart: monday
audience: people
tables:
  people: { source: { path: ${name}-people.csv }, key: id }
  visits: { source: { path: ${name}-visits.csv }, key: visit, attributes: { at: { type: date } } }
relationships:
  visitor: { from: visits.person, to: people.id, cardinality: many-to-one }
`,
  )
}

describe('catalog check', () => {
  it('prints tables, rows, keys and types', async () => {
    const { stdout, stderr, exitCode } = await check(shop.catalog)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    expect(stdout).toContain('customers: 5 rows, key customer_id\n')
    expect(stdout).toContain('  born: date\n')
    expect(stdout).toContain('  amount: number (decimal, 2 fractional digits)\n')
    expect(stdout).toContain('key order_id + line')
  })

  it('lists rejected rows with their places, and orphans', async () => {
    const catalog = visitsCatalog('odd', 'visit,person,at\n1,1,2024-01-01\n2,1,soon\n3,9,2024-01-02\n4,2,later\n')
    const { stdout, exitCode } = await check(catalog, '--rejects', '1')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('visits: 2 rows, 2 rejected')
    expect(stdout).toMatch(/odd-visits\.csv +3 +at +"soon"/)
    expect(stdout).not.toContain('later')
    expect(stdout).toContain('visitor: 1 row points at nothing, e.g. 9')

    const { stdout: json } = await check(catalog, '--json')
    expect(JSON.parse(json)).toMatchObject({
      timeZone: 'UTC',
      tables: [
        { table: 'people', rows: 2, columns: [{ name: 'id', type: 'number (integer)' }] },
        {
          table: 'visits',
          rows: 2,
          rejected: {
            count: 2,
            examples: [
              { line: 3, column: 'at', value: 'soon' },
              { line: 5, column: 'at', value: 'later' },
            ],
          },
          orphans: [{ relationship: 'visitor', count: 1, examples: ['9'] }],
        },
      ],
    })
  })

  it('ends with 1 when a key is broken', async () => {
    const catalog = visitsCatalog('broken', 'visit,person,at\n1,1,2024-01-01\n1,1,2024-01-02\n,2,2024-01-02\n')
    const { stdout, stderr, exitCode } = await check(catalog)
    expect(exitCode).toBe(1)
    expect(stdout).toContain('1 null')
    expect(stderr).toContain('visits')
  })

  it('ends with 3 when a source is missing', async () => {
    const catalog = visitsCatalog('gone', 'visit,person,at\n')
    rmSync(`${shop.folder}/gone-visits.csv`)
    expect(await check(catalog)).toMatchObject({ exitCode: 3 })
  })
})
