import type { World } from '../world/world.ts'
import { all, attribute, rules } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** Eight profiles: the key's digits say whether `a`, `b` and `c` hold. */
const bits: World = {
  audience: 'profiles',
  tables: {
    profiles: {
      key: 'id',
      columns: { id: 'string', a: 'boolean', b: 'boolean', c: 'boolean' },
      rows: ['000', '001', '010', '011', '100', '101', '110', '111'].map((id) => [
        id,
        id[0] === '1',
        id[1] === '1',
        id[2] === '1',
      ]),
    },
  },
}

type Operator = 'union' | 'intersect' | 'except'

const rule = (name: string, combine?: Operator) => ({
  ...all(attribute(`profiles.${name}`, 'isTrue')),
  ...(combine && { combine }),
})

const combined = (members: readonly string[], ...rest: readonly (readonly [Operator, string])[]): CorpusCase => ({
  name: `a ${rest.map(([operator, name]) => `${operator} ${name}`).join(' ')}`,
  world: bits,
  definition: rules(rule('a'), ...rest.map(([operator, name]) => rule(name, operator))),
  members,
})

/** Rules combine strictly from the first to the last, without precedence. */
export const setOperatorCases: readonly CorpusCase[] = [
  combined(['010', '011', '100', '101', '110', '111'], ['union', 'b']),
  combined(['110', '111'], ['intersect', 'b']),
  combined(['100', '101'], ['except', 'b']),
  combined(['001', '010', '011', '100', '101', '110', '111'], ['union', 'b'], ['union', 'c']),
  combined(['011', '101', '111'], ['union', 'b'], ['intersect', 'c']),
  combined(['010', '100', '110'], ['union', 'b'], ['except', 'c']),
  combined(['001', '011', '101', '110', '111'], ['intersect', 'b'], ['union', 'c']),
  combined(['111'], ['intersect', 'b'], ['intersect', 'c']),
  combined(['110'], ['intersect', 'b'], ['except', 'c']),
  combined(['001', '011', '100', '101', '111'], ['except', 'b'], ['union', 'c']),
  combined(['101'], ['except', 'b'], ['intersect', 'c']),
  combined(['100'], ['except', 'b'], ['except', 'c']),
  combined(['011'], ['union', 'b'], ['intersect', 'c'], ['except', 'a']),
  combined(['010', '100', '110'], ['except', 'b'], ['union', 'b'], ['except', 'c']),
  combined([], ['except', 'a']),
  combined(['100', '101', '110', '111'], ['union', 'a']),
  combined(['100', '101', '110', '111'], ['intersect', 'a']),
  combined(['010', '011'], ['except', 'a'], ['union', 'b'], ['except', 'a']),
]
