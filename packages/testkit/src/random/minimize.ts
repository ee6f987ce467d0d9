import type { DefinitionJson } from '../corpus/corpus-case.ts'
import { closure, type Experiment } from './compare.ts'

type Json = Readonly<Record<string, unknown>>

/** Parts that may be left out of any object that has them. */
const OPTIONAL_KEYS = ['where', 'within', 'absent', 'ignoreCase', 'of', 'part', 'path'] as const
/** Lists that may be shortened, and how short. */
const LISTS = { rules: 1, conditions: 0, sequence: 1, values: 0 } as const

/**
 * The experiment with the one definition that fails and those it refers to, made as small as can be while it still fails:
 * rules, conditions and options are left out one by one and groups replaced by what is in them.
 */
export async function minimize(
  id: string,
  experiment: Experiment,
  fails: (candidate: Experiment) => Promise<boolean>,
): Promise<Experiment> {
  const alone = { ...experiment, definitions: closure(id, experiment.definitions) }
  const stillFails = async (candidate: Experiment): Promise<boolean> => {
    // A smaller definition may be one that is refused.
    try {
      return await fails(candidate)
    } catch {
      return false
    }
  }
  let best = (await stillFails(alone)) ? alone : experiment
  for (let next: Experiment | null = best; next !== null; ) {
    best = next
    next = null
    for (const candidate of smaller(id, best)) {
      if (!(await stillFails(candidate))) continue
      next = candidate
      break
    }
  }
  return best
}

function* smaller(id: string, experiment: Experiment): Generator<Experiment> {
  for (const [each, definition] of experiment.definitions) {
    if (typeof definition === 'string') continue
    for (const candidate of smallerObjects(definition)) {
      const definitions: ReadonlyMap<string, DefinitionJson> = new Map([
        ...experiment.definitions,
        [each, withoutFirstCombine(candidate)],
      ])
      yield { ...experiment, definitions: closure(id, definitions) }
    }
  }
}

function withoutFirstCombine(definition: Json): Json {
  const rules: unknown = definition['rules']
  if (!Array.isArray(rules)) return definition
  const [first, ...rest] = rules as readonly Json[]
  if (first === undefined || !('combine' in first)) return definition
  const { combine: _, ...rule } = first
  return { ...definition, rules: [rule, ...rest] }
}

function* smallerObjects(object: Json): Generator<Json> {
  for (const [key, shortest] of Object.entries(LISTS)) {
    const list: unknown = object[key]
    if (!Array.isArray(list)) continue
    const items = list as readonly unknown[]
    for (let i = 0; items.length > shortest && i < items.length; i++) {
      yield { ...object, [key]: items.filter((_, position) => position !== i) }
    }
    for (const [i, item] of items.entries()) {
      if (isObject(item) && Array.isArray(item['conditions']) && key === 'conditions') {
        // A group gives way to what is in it.
        yield { ...object, [key]: [...items.slice(0, i), ...(item['conditions'] as unknown[]), ...items.slice(i + 1)] }
      }
      if (!isObject(item)) continue
      for (const candidate of smallerObjects(item)) {
        yield { ...object, [key]: items.map((each, position) => (position === i ? candidate : each)) }
      }
    }
  }
  for (const key of OPTIONAL_KEYS) {
    if (!(key in object)) continue
    const { [key]: inner, ...rest } = object
    yield rest
    if (isObject(inner)) for (const candidate of smallerObjects(inner)) yield { ...object, [key]: candidate }
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
