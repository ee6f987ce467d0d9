import { describe, expect, it } from 'vitest'
import { SHOP_CATALOG } from '../diagnostics/cases/shop-catalog.ts'
import { TEXT_PROBLEMS } from '../diagnostics/cases/text-problems.case.ts'
import { parseYaml } from './parse-yaml.ts'
import { readCatalog } from './read-catalog.ts'
import { sourceRequests } from './source-request.ts'

describe('a text that is refused', () => {
  it.each(TEXT_PROBLEMS.map((one) => [one.name, one] as const))('%s', (_name, { format, text, problem }) => {
    const { file, diagnostics } = readCatalog(text, format)
    expect(file).toBeNull()
    expect([diagnostics[0]?.code, diagnostics[0]?.pointer]).toEqual(problem)
  })
})

describe('YAML', () => {
  it('is read as version 1.2 says: only true and false are booleans, dates are texts', () => {
    const { value } = parseYaml('[yes, on, true, 2024-01-01, 012, 1_000, ~, "x"]')
    expect(value).toEqual(['yes', 'on', true, '2024-01-01', 12, '1_000', null, 'x'])
  })

  it('keeps every digit of a number', () => {
    expect(JSON.stringify(parseYaml('[9223372036854775807, 0.1, 0x10]').value)).toBe('[9223372036854775807,0.1,16]')
  })

  it('may repeat parts by aliases', () => {
    expect(parseYaml('a: &x { b: 1 }\nc: *x').value).toEqual({ a: { b: 1 }, c: { b: 1 } })
  })

  it('keeps keys that are not texts as they are written', () => {
    expect(Object.keys(parseYaml('2024: a\ntrue: b\n__proto__: c\n1.50: d').value as object)).toEqual([
      '2024',
      'true',
      '__proto__',
      '1.50',
    ])
  })

  it('says where it is wrong', () => {
    expect(readCatalog('a: 1\nb: [', 'yaml').diagnostics[0]?.params).toMatchObject({ line: 2 })
  })
})

describe('a catalog file', () => {
  const { file } = readCatalog(SHOP_CATALOG, 'yaml')

  it('asks engines for its tables in the order written, with their declared types', () => {
    const requests = sourceRequests(file!)
    expect(requests.map(({ name }) => name)).toContain('__proto__')
    expect(requests[0]).toEqual({
      name: 'customers',
      source: { path: 'customers.csv' },
      key: ['customer_id'],
      types: new Map([['joined_at', 'datetime']]),
    })
    expect(requests[1]).toMatchObject({ source: { table: 'crm.accounts' }, key: ['region', 'number'] })
    expect(requests[5]).toMatchObject({ name: 'returns', key: [] })
  })

  it('has defaults', () => {
    const minimal = readCatalog(
      '{"version":1,"audience":"t","tables":{"t":{"source":{"path":"t.csv"},"key":"id"}}}',
      'json',
    )
    expect(minimal.file).toMatchObject({ timeZone: 'UTC', weekStart: 'monday', audiences: ['t'] })
  })
})
