import { compileBatch } from '@coterie/compiler'
import { type Catalog, createClock, parseInstant, parseJson, readDefinition } from '@coterie/definition'
import { BENCH_AS_OF } from './generate.ts'
import { namesAsTheyAre } from './names-as-they-are.ts'
import { pairedQuestions } from './paired-questions.ts'

/** What reading and compiling many definitions cost, in milliseconds for all of them. */
export interface CompileTime {
  readonly definitions: number
  /** JSON text to resolved definitions, problems checked. */
  readonly readMs: number
  /** Resolved definitions to DuckDB SQL, planned together. */
  readonly compileMs: number
}

/** Reads and compiles `count` different definitions, from text to SQL, as one batch. */
export function measureCompileTime(catalog: Catalog, count: number): CompileTime {
  const texts = differentDefinitions(count)
  const start = performance.now()
  const segments = texts.map((text, index) => {
    const parsed = parseJson(text)
    if (!('value' in parsed)) throw new Error(parsed.diagnostic.message)
    const { definition, diagnostics } = readDefinition(parsed.value, catalog)
    if (definition === null) throw new Error(diagnostics.map((problem) => problem.message).join('\n'))
    return { id: String(index), definition }
  })
  const read = performance.now()
  const asOf = parseInstant(BENCH_AS_OF, 'UTC')
  if (asOf === null) throw new Error('the as-of of the benchmark is not an instant')
  const clock = createClock({ asOf, timeZone: catalog.timeZone, weekStart: catalog.weekStart })
  compileBatch({ segments, catalog, clock, dialect: 'duckdb', naming: namesAsTheyAre })
  return { definitions: count, readMs: read - start, compileMs: performance.now() - read }
}

/** The paired questions over and over, each time within another income band so that no two are the same. */
function differentDefinitions(count: number): readonly string[] {
  const questions = pairedQuestions()
  return Array.from({ length: count }, (_, index) => {
    const question = questions[index % questions.length]
    if (question === undefined) throw new Error('no questions')
    const band = {
      match: 'any' as const,
      conditions: [
        { attribute: 'customers.income', operator: 'gte' as const, value: index },
        { attribute: 'customers.city', operator: 'isNot' as const, value: `City ${String(index)}` },
      ],
    }
    const [first, ...rest] = question.definition.rules
    if (first === undefined) throw new Error('a question without rules')
    return JSON.stringify({
      ...question.definition,
      rules: [{ ...first, conditions: [...first.conditions, band] }, ...rest],
    })
  })
}
