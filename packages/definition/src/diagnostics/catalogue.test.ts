import { expect, it } from 'vitest'
import { CATALOG_PROBLEMS } from './cases/catalog-problems.case.ts'
import { DEFINITION_PROBLEMS } from './cases/definition-problems.case.ts'
import { problemMessages } from './cases/problem-messages.ts'
import { REFERENCE_PROBLEMS } from './cases/reference-problems.case.ts'
import { TEXT_PROBLEMS } from './cases/text-problems.case.ts'
import { diagnosticCatalogue } from './catalogue.ts'

it('names every problem in kebab case', () => {
  for (const code of Object.keys(diagnosticCatalogue)) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

it('has no code that no case reaches', () => {
  const reached = new Set([
    ...[...DEFINITION_PROBLEMS, ...CATALOG_PROBLEMS].flatMap(({ problems }) => problems.map(([code]) => code)),
    ...REFERENCE_PROBLEMS.flatMap(({ problems }) => problems.map(([, code]) => code)),
    ...TEXT_PROBLEMS.map(({ problem: [code] }) => code),
  ])
  expect(Object.keys(diagnosticCatalogue).filter((code) => !reached.has(code))).toEqual([])
})

it('says each problem in words that people can act on', async () => {
  await expect(problemMessages()).toMatchFileSnapshot('./catalogue.expected')
})
