import { describe, expect, it } from 'vitest'
import { CATALOG_PROBLEMS } from '../diagnostics/cases/catalog-problems.case.ts'
import { parseCatalog } from './read-catalog.ts'
import { resolveCatalog } from './resolve-catalog.ts'

describe('a wrong catalog', () => {
  it.each(CATALOG_PROBLEMS.map((one) => [one.name, one] as const))('%s', (_name, { catalog, sources, problems }) => {
    const { file, diagnostics } = parseCatalog(JSON.parse(JSON.stringify(catalog)))
    const all = file === null ? diagnostics : [...diagnostics, ...resolveCatalog(file, sources).diagnostics]
    expect(all.map(({ code, pointer }) => [code, pointer])).toEqual(problems)
  })
})
