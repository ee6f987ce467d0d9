import { describe, expect, it } from 'vitest'
import type { Attribute, Catalog, Table } from '../catalog/catalog.ts'
import { DEFINITION_PROBLEMS } from '../diagnostics/cases/definition-problems.case.ts'
import { SHOP } from '../diagnostics/cases/shop-catalog.ts'
import { readDefinition } from './read-definition.ts'

const segments = (reference: string) => (reference === 's1' ? 's1' : null)

describe('a wrong definition', () => {
  it.each(DEFINITION_PROBLEMS.map((one) => [one.name, one] as const))('%s', (_name, { definition, problems }) => {
    const read = readDefinition(definition, SHOP, { segments, segmentNames: ['s1'] })
    expect(read.diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual(problems)
    const isRefused = read.diagnostics.some(({ severity }) => severity === 'error')
    expect(read.definition === null).toBe(isRefused)
  })
})

it('with thousands of problems is refused at once, the first of them with suggestions', () => {
  const wide: Catalog = {
    ...SHOP,
    tables: new Map(SHOP.tables).set('customers', withManyColumns(SHOP.tables.get('customers')!)),
  }
  const conditions = Array.from({ length: 10_000 }, (_, i) => ({
    attribute: `customers.colunm_${i}`,
    operator: 'isSet',
  }))
  const { diagnostics } = readDefinition({ version: 1, rules: [{ match: 'all', conditions }] }, wide)
  expect(diagnostics).toHaveLength(10_000)
  expect(diagnostics[0]!.params['nearest']).toContain('customers.column_0')
  expect(diagnostics[9_999]!.params['nearest']).toEqual([])
})

function withManyColumns(table: Table): Table {
  const columns = Array.from({ length: 1_000 }, (_, i): [string, Attribute] => {
    const name = `column_${i}`
    return [name, { name, type: 'string', class: 'internal' }]
  })
  return { ...table, attributes: new Map(columns) }
}
