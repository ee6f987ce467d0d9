import type { ResolvedCondition, ResolvedDefinition } from '../../resolve/resolved.ts'
import { LIMITS } from '../limits.ts'

/** Segments by id with the ids they refer to, and what is wrong with them: id, code and pointer. */
export interface ReferenceProblemCase {
  readonly name: string
  readonly references: Readonly<Record<string, readonly string[]>>
  readonly audiences?: Readonly<Record<string, string>>
  readonly problems: readonly (readonly [id: string, code: string, pointer: string])[]
}

const at = (condition: number): string => `/rules/0/conditions/${condition}/segment`

const chain = Object.fromEntries(
  Array.from({ length: LIMITS.references + 2 }, (_, i) => [`s${i}`, i === 0 ? [] : [`s${i - 1}`]]),
)

export const REFERENCE_PROBLEMS: readonly ReferenceProblemCase[] = [
  { name: 'itself', references: { a: ['a'] }, problems: [['a', 'reference-circle', at(0)]] },
  {
    name: 'a circle of three and one that refers to it',
    references: { a: ['b'], b: ['x', 'c'], c: ['a'], d: ['c'], x: [] },
    problems: [
      ['a', 'reference-circle', at(0)],
      ['b', 'reference-circle', at(1)],
      ['c', 'reference-circle', at(0)],
      ['d', 'reference-refused', at(0)],
    ],
  },
  { name: 'an absent one', references: { a: ['gone'] }, problems: [['a', 'reference-refused', at(0)]] },
  {
    name: 'another audience',
    references: { a: ['b'], b: [] },
    audiences: { b: 'accounts' },
    problems: [['a', 'reference-of-other-audience', at(0)]],
  },
  {
    name: 'too deep',
    references: { ...chain, last: [`s${LIMITS.references + 1}`] },
    problems: [
      [`s${LIMITS.references + 1}`, 'reference-too-deep', at(0)],
      ['last', 'reference-refused', at(0)],
    ],
  },
]

/** Resolved definitions that refer to one another: by turns directly, inside an aggregate's `where` and inside a step's. */
export function segmentsOf(
  references: ReferenceProblemCase['references'],
  audiences: ReferenceProblemCase['audiences'] = {},
): readonly { readonly id: string; readonly definition: ResolvedDefinition }[] {
  return Object.entries(references).map(([id, segments]) => {
    const conditions = segments.map((segment, i) => referenceTo(segment, i))
    const audience = audiences[id] ?? 'customers'
    const group = { kind: 'group' as const, match: 'all' as const, conditions, pointer: '/rules/0' }
    return {
      id,
      definition: { audience, rules: [{ combine: null, path: { audience, steps: [] }, group }], project: [] },
    }
  })
}

function referenceTo(segment: string, position: number): ResolvedCondition {
  const pointer = `/rules/0/conditions/${position}`
  const reference: ResolvedCondition = { kind: 'segment', segment, negated: false, pointer }
  const where = { kind: 'group' as const, match: 'all' as const, conditions: [reference], pointer }
  const path = { audience: 'customers', steps: [] }
  switch (position % 3) {
    case 0:
      return reference
    case 1:
      return {
        kind: 'test',
        subject: {
          kind: 'value',
          type: 'number',
          number: { kind: 'integer' },
          value: {
            kind: 'aggregate',
            aggregate: 'count',
            path,
            of: 'customers',
            column: null,
            columnType: null,
            part: null,
            orderBy: null,
            where,
            default: null,
            type: 'number',
          },
        },
        operator: 'isSet',
        negated: false,
        operands: {},
        pointer,
      }
    default: {
      const time = { kind: 'column' as const, table: 'customers', column: 'joined_at', type: 'datetime' as const }
      return {
        kind: 'sequence',
        steps: [{ absent: false, path, time, where, within: null }],
        timeType: 'datetime',
        pointer,
      }
    }
  }
}
