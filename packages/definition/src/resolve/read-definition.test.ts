import { describe, expect, it } from 'vitest'
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
