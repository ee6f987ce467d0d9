import { LIMITS } from '../limits.ts'

/** Definitions of the shop with what is wrong in them: every code and the pointer to its place, in the order reported. */
export interface ProblemCase {
  readonly name: string
  readonly definition: unknown
  readonly problems: readonly (readonly [code: string, pointer: string])[]
}

type Json = Readonly<Record<string, unknown>>

const definition = (rule: Json, more: Json = {}): Json => ({
  version: 1,
  rules: [{ match: 'all', conditions: [], ...rule }],
  ...more,
})
/** One condition of the first rule; a pointer that begins with `@` starts there. */
const condition = (name: string, json: unknown, ...problems: ProblemCase['problems']): ProblemCase => ({
  name,
  definition: definition({ conditions: [json] }),
  problems: problems.map(([code, pointer]) => [code, pointer.replace('@', '/rules/0/conditions/0')]),
})
const test = (attribute: string, operator: string, more: Json = {}): Json => ({ attribute, operator, ...more })
const all = (...conditions: readonly unknown[]): Json => ({ match: 'all', conditions })
const nested = (depth: number): Json => (depth === 0 ? all() : all(nested(depth - 1)))

const FRAME: readonly ProblemCase[] = [
  { name: 'not an object', definition: 5, problems: [['wrong-type', '']] },
  { name: 'null', definition: null, problems: [['wrong-type', '']] },
  {
    name: 'empty object',
    definition: {},
    problems: [
      ['missing-key', ''],
      ['missing-key', ''],
    ],
  },
  {
    name: 'version of the future',
    definition: definition({}, { version: 2 }),
    problems: [['unsupported-version', '/version']],
  },
  { name: 'version as a text', definition: definition({}, { version: '1' }), problems: [['wrong-type', '/version']] },
  { name: 'no rules', definition: { version: 1, rules: [] }, problems: [['rules-empty', '/rules']] },
  { name: 'rules not a list', definition: { version: 1, rules: {} }, problems: [['wrong-type', '/rules']] },
  { name: 'misspelled key', definition: definition({}, { projects: [] }), problems: [['unknown-key', '/projects']] },
  {
    name: 'hostile keys',
    definition: JSON.parse('{"version":1,"rules":[{"match":"all","conditions":[],"__proto__":{}}],"constructor":1}'),
    problems: [
      ['unknown-key', '/constructor'],
      ['unknown-key', '/rules/0/__proto__'],
    ],
  },
  {
    name: 'unknown audience',
    definition: definition({}, { audience: 'customer' }),
    problems: [['unknown-audience', '/audience']],
  },
  {
    name: 'combine missing and misspelled',
    definition: {
      version: 1,
      rules: [all(), all(), { ...all(), combine: 'unoin' }, { ...all(), combine: 3 }],
    },
    problems: [
      ['combine-missing', '/rules/1'],
      ['unknown-choice', '/rules/2/combine'],
      ['wrong-type', '/rules/3/combine'],
    ],
  },
  {
    name: 'combine on the first rule',
    definition: definition({ combine: 'union' }),
    problems: [['combine-on-first-rule', '/rules/0/combine']],
  },
  {
    name: 'rule without match',
    definition: { version: 1, rules: [{ conditions: [] }] },
    problems: [['missing-key', '/rules/0']],
  },
  {
    name: 'a name with half a character',
    definition: definition({ name: '\ud800' }),
    problems: [['lone-surrogate', '/rules/0/name']],
  },
  {
    name: 'nested one too deep',
    definition: definition(nested(LIMITS.nesting + 1)),
    problems: [['nesting-too-deep', `/rules/0${'/conditions/0'.repeat(LIMITS.nesting + 1)}`]],
  },
  {
    name: 'nested far too deep',
    definition: definition(nested(3_000)),
    problems: [['nesting-too-deep', `/rules/0${'/conditions/0'.repeat(LIMITS.nesting + 1)}`]],
  },
  {
    name: 'one condition too many',
    definition: definition({
      conditions: Array.from({ length: LIMITS.conditions + 1 }, () => test('customers.city', 'isSet')),
    }),
    problems: [['too-many-conditions', '']],
  },
]

const KINDS: readonly ProblemCase[] = [
  condition('not an object', 'x', ['wrong-type', '@']),
  condition('no kind', { field: 'x' }, ['unknown-condition', '@']),
  condition('empty', {}, ['unknown-condition', '@']),
  condition('no operator', { attribute: 'customers.city' }, ['missing-key', '@']),
  condition(
    'two kinds',
    { ...test('customers.city', 'isSet'), segment: 'x' },
    ['unknown-key', '@/attribute'],
    ['unknown-choice', '@/operator'],
    ['unknown-segment', '@/segment'],
  ),
  condition('misspelled key', { ...test('customers.city', 'is', { value: 'x' }), ignorecase: true }, [
    'unknown-key',
    '@/ignorecase',
  ]),
  condition('wrong match', { match: 'most', conditions: [] }, ['unknown-choice', '@/match']),
  condition('conditions not a list', { match: 'all', conditions: {} }, ['wrong-type', '@/conditions']),
]

const NAMES: readonly ProblemCase[] = [
  condition('no dot', test('country', 'isSet'), ['malformed-reference', '@/attribute']),
  condition('number as attribute', test(5 as unknown as string, 'isSet'), ['wrong-type', '@/attribute']),
  condition('unknown table', test('customer.country', 'isSet'), ['unknown-table', '@/attribute']),
  condition('unknown attribute', test('customers.contry', 'isSet'), ['unknown-attribute', '@/attribute']),
  condition(
    'unknown attribute and operator',
    test('customers.contry', 'iss'),
    ['unknown-attribute', '@/attribute'],
    ['unknown-operator', '@/operator'],
  ),
  condition('unknown measure', test('measures.total', 'isSet'), ['unknown-measure', '@/attribute']),
  condition('inherited names', test('customers.toString', 'isSet'), ['unknown-attribute', '@/attribute']),
  {
    name: 'measure of another audience',
    definition: definition({ conditions: [test('measures.total_spend', 'isSet')] }, { audience: 'accounts' }),
    problems: [['measure-of-other-audience', '/rules/0/conditions/0/attribute']],
  },
  condition('unknown segment', { segment: 'vip', operator: 'in' }, ['unknown-segment', '@/segment']),
  condition('segment operator', { segment: 's1', operator: 'is' }, ['unknown-choice', '@/operator']),
]

const withPath = (name: string, path: unknown, ...problems: ProblemCase['problems']): ProblemCase => ({
  name,
  definition: definition({ path }),
  problems,
})

const PATHS: readonly ProblemCase[] = [
  withPath('path not a list', 'order_customer', ['wrong-type', '/rules/0/path']),
  withPath('unknown relationship', ['order_customers'], ['unknown-relationship', '/rules/0/path/0']),
  withPath('written the wrong way round', ['order_customer', 'line_order'], ['path-wrong-end', '/rules/0/path/1']),
  withPath('ends elsewhere', ['line_product'], ['path-wrong-end', '/rules/0/path/0']),
  withPath('broken', ['line_product', 'order_customer'], ['path-broken', '/rules/0/path/0']),
  withPath('table twice', ['order_customer', 'order_customer'], ['path-repeats-table', '/rules/0/path/0']),
  withPath(
    'related to itself',
    ['manager', 'order_staff', 'order_customer'],
    ['path-repeats-table', '/rules/0/path/0'],
  ),
  withPath(
    'too long',
    Array.from({ length: 21 }, () => 'order_customer'),
    ['path-too-long', '/rules/0/path'],
  ),
  condition('two ways to a table', test('addresses.city', 'isSet'), ['path-ambiguous', '/rules/0']),
  condition('no way to a table', test('island.x', 'isSet'), ['path-unreachable', '/rules/0']),
  {
    name: 'two tables on no single path',
    definition: definition({ conditions: [test('returns.at', 'isSet'), test('orders.amount', 'isSet')] }),
    problems: [['path-unreachable', '/rules/0']],
  },
  {
    name: 'attribute off the path',
    definition: definition({
      path: ['order_customer'],
      conditions: [test('products.category', 'isSet'), all(test('island.x', 'isSet'))],
    }),
    problems: [
      ['attribute-off-path', '/rules/0/conditions/0/attribute'],
      ['attribute-off-path', '/rules/0/conditions/1/conditions/0/attribute'],
    ],
  },
  {
    name: 'attribute off the empty path',
    definition: definition({ path: [], conditions: [test('orders.amount', 'isSet')] }),
    problems: [['attribute-off-path', '/rules/0/conditions/0/attribute']],
  },
]

const OPERATORS: readonly ProblemCase[] = [
  condition('unknown operator', test('customers.city', 'equals', { value: 'x' }), ['unknown-operator', '@/operator']),
  condition('operator of another type', test('customers.age', 'contains', { value: 'x' }), [
    'operator-not-for-type',
    '@/operator',
  ]),
  condition('hour of a date', test('customers.birth_date', 'hourIn', { values: [1] }), [
    'operator-not-for-type',
    '@/operator',
  ]),
  condition('a column of another type', test('customers.photo', 'is', { value: 'x' }), [
    'operator-not-for-type',
    '@/operator',
  ]),
  condition('operand missing', test('customers.city', 'is'), ['operand-missing', '@']),
  condition('both ends missing', test('customers.age', 'between'), ['operand-missing', '@'], ['operand-missing', '@']),
  condition('neither value nor values', test('customers.city', 'contains'), ['operand-missing', '@']),
  condition('operand of another operator', test('customers.city', 'is', { value: 'x', amount: 3 }), [
    'operand-not-taken',
    '@/amount',
  ]),
  condition('operand of an operator without', test('customers.city', 'isSet', { value: 'x' }), [
    'operand-not-taken',
    '@/value',
  ]),
  condition(
    'values of an operator with one',
    test('customers.city', 'is', { values: ['x'] }),
    ['operand-missing', '@'],
    ['operand-not-taken', '@/values'],
  ),
  condition('ignoreCase of numbers', test('customers.age', 'is', { value: 5, ignoreCase: true }), [
    'operand-not-taken',
    '@/ignoreCase',
  ]),
  condition('ignoreCase as text', test('customers.city', 'is', { value: 'x', ignoreCase: 'yes' }), [
    'operand-wrong-type',
    '@/ignoreCase',
  ]),
  condition('number beside a text', test('customers.city', 'is', { value: 5 }), ['operand-wrong-type', '@/value']),
  condition('null', test('customers.city', 'is', { value: null }), ['operand-wrong-type', '@/value']),
  condition('list as value', test('customers.city', 'is', { value: ['x'] }), ['operand-wrong-type', '@/value']),
  condition('values not a list', test('customers.city', 'in', { values: 'x' }), ['operand-wrong-type', '@/values']),
  condition(
    'number in texts',
    test('customers.city', 'in', { values: ['x', 5, null] }),
    ['operand-wrong-type', '@/values/1'],
    ['operand-wrong-type', '@/values/2'],
  ),
  condition('text beside a number', test('customers.age', 'is', { value: 'x' }), ['operand-wrong-type', '@/value']),
  condition('number in quotes', test('customers.age', 'is', { value: '5' }), ['number-as-text', '@/value']),
  condition('number in quotes in a list', test('customers.age', 'in', { values: [1, '-2.5'] }), [
    'number-as-text',
    '@/values/1',
  ]),
  condition('not a number', test('customers.age', 'is', { value: Number.NaN }), ['number-out-of-range', '@/value']),
  condition(
    'infinite',
    test('customers.age', 'between', { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }),
    ['number-out-of-range', '@/from'],
    ['number-out-of-range', '@/to'],
  ),
  condition(
    'many wrong values',
    test('customers.age', 'in', { values: Array.from({ length: 25 }, () => 'x') }),
    ...Array.from({ length: 20 }, (_, i) => ['operand-wrong-type', `@/values/${i}`] as const),
    ['more-problems', '@/values'],
  ),
  condition('too many values', test('customers.age', 'in', { values: new Array(LIMITS.values + 1).fill(1) }), [
    'too-many-values',
    '@/values',
  ]),
  condition('half a character', test('customers.city', 'is', { value: 'a\udc00' }), ['lone-surrogate', '@/value']),
  condition('half a character in a list', test('customers.city', 'in', { values: ['a', '\ud83d'] }), [
    'lone-surrogate',
    '@/values/1',
  ]),
  condition('no date', test('customers.birth_date', 'on', { value: '2023-02-29' }), ['invalid-date', '@/value']),
  condition('no instant', test('customers.joined_at', 'before', { value: 'yesterday' }), ['invalid-date', '@/value']),
  condition('date as number', test('customers.birth_date', 'on', { value: 20230229 }), [
    'operand-wrong-type',
    '@/value',
  ]),
  condition(
    'instant beside a date',
    test('customers.birth_date', 'between', { from: '2024-03-01T09:30:00Z', to: '2024-03-01 10:00' }),
    ['instant-on-date', '@/from'],
    ['instant-on-date', '@/to'],
  ),
  condition('hours of a date', test('customers.birth_date', 'withinLast', { amount: 3, unit: 'hour' }), [
    'unit-on-date',
    '@/unit',
  ]),
  condition('unknown unit', test('customers.birth_date', 'withinLast', { amount: 3, unit: 'days' }), [
    'operand-wrong-type',
    '@/unit',
  ]),
  condition('half a unit', test('customers.birth_date', 'withinLast', { amount: 1.5, unit: 'day' }), [
    'wrong-type',
    '@/amount',
  ]),
  condition('negative amount', test('customers.birth_date', 'withinLast', { amount: -1, unit: 'day' }), [
    'wrong-type',
    '@/amount',
  ]),
  condition('amount as text', test('customers.birth_date', 'withinLast', { amount: '1', unit: 'day' }), [
    'wrong-type',
    '@/amount',
  ]),
  condition('endless window', test('customers.birth_date', 'withinLast', { amount: 20_001, unit: 'year' }), [
    'window-too-long',
    '@/amount',
  ]),
  condition('unknown period', test('customers.birth_date', 'inPeriod', { period: 'last', unit: 'month' }), [
    'operand-wrong-type',
    '@/period',
  ]),
  condition('unit of a period', test('customers.joined_at', 'inPeriod', { period: 'this', unit: 'hour' }), [
    'operand-wrong-type',
    '@/unit',
  ]),
  condition(
    'unit of an anniversary',
    test('customers.birth_date', 'anniversaryWithinNext', { amount: 1, unit: 'year' }),
    ['operand-wrong-type', '@/unit'],
  ),
  condition('unknown comparison', test('customers.birth_date', 'ageIs', { compare: 'gt ', value: 18 }), [
    'operand-wrong-type',
    '@/compare',
  ]),
  condition('half a year', test('customers.birth_date', 'ageIs', { compare: 'gt', value: 18.5 }), [
    'operand-wrong-type',
    '@/value',
  ]),
  condition(
    'thirteenth month',
    test('customers.birth_date', 'monthIn', { values: [0, 12, 13, 1.5] }),
    ['operand-wrong-type', '@/values/0'],
    ['operand-wrong-type', '@/values/2'],
    ['operand-wrong-type', '@/values/3'],
  ),
  condition('wrong pattern', test('customers.city', 'matches', { value: '(' }), ['invalid-pattern', '@/value']),
  condition('pattern of another dialect', test('customers.city', 'matches', { value: '(?<=a)b' }), [
    'invalid-pattern',
    '@/value',
  ]),
  condition('pattern as number', test('customers.city', 'matches', { value: 1 }), ['operand-wrong-type', '@/value']),
  condition(
    'pattern from an attribute',
    test('customers.city', 'matches', { value: { attribute: 'customers.country' } }),
    ['operand-attribute-refused', '@/value'],
  ),
  condition(
    'attribute beside values',
    test('customers.city', 'contains', { value: { attribute: 'customers.country' }, values: ['x'] }),
    ['operand-attribute-refused', '@/value'],
  ),
  condition('attribute of another type', test('customers.age', 'gt', { value: { attribute: 'customers.city' } }), [
    'operand-attribute-type',
    '@/value/attribute',
  ]),
  condition(
    'attribute with more keys',
    test('customers.age', 'gt', { value: { attribute: 'customers.income', plus: 1 } }),
    ['unknown-key', '@/value/plus'],
  ),
  condition('operand without attribute', test('customers.age', 'gt', { value: {} }), ['missing-key', '@/value']),
  condition('unknown attribute as operand', test('customers.age', 'gt', { value: { attribute: 'customers.incom' } }), [
    'unknown-attribute',
    '@/value/attribute',
  ]),
  condition('ends the wrong way round', test('customers.age', 'between', { from: 5, to: 1 }), [
    'range-reversed',
    '@/from',
  ]),
  condition(
    'dates the wrong way round',
    test('customers.birth_date', 'between', { from: '2024-01-02', to: '2024-01-01' }),
    ['range-reversed', '@/from'],
  ),
  condition('ranking of rows', test('orders.amount', 'inTopCount', { value: 5 }), [
    'ranking-of-related-attribute',
    '@/operator',
  ]),
  condition('no profiles', test('customers.age', 'inTopCount', { value: 0 }), ['operand-wrong-type', '@/value']),
  condition('more than all', test('customers.age', 'inTopPercent', { value: 100.5 }), [
    'operand-wrong-type',
    '@/value',
  ]),
  condition('count of a list', test('customers.tags', 'hasCount', { compare: 'gte', value: -1 }), [
    'operand-wrong-type',
    '@/value',
  ]),
  condition('text in a list of numbers', test('customers.scores', 'hasAny', { values: ['1'] }), [
    'number-as-text',
    '@/values/0',
  ]),
]

const count = (more: Json): Json => ({ aggregate: 'count', operator: 'gte', value: 1, ...more })
const of = (aggregate: string, attribute: string, more: Json = {}): Json => ({
  aggregate,
  attribute,
  operator: 'isSet',
  ...more,
})

const AGGREGATES: readonly ProblemCase[] = [
  condition('unknown aggregate', of('total', 'orders.amount'), ['unknown-choice', '@/aggregate']),
  condition('count with attribute', count({ attribute: 'orders.amount', of: 'orders' }), [
    'aggregate-operand-not-taken',
    '@/attribute',
  ]),
  condition('sum without attribute', { aggregate: 'sum', operator: 'isSet', path: ['order_customer'] }, [
    'missing-key',
    '@',
  ]),
  condition('part of a sum', of('sum', 'orders.amount', { part: 'month' }), ['aggregate-operand-not-taken', '@/part']),
  condition('order of a sum', of('sum', 'orders.amount', { orderBy: 'orders.due' }), [
    'aggregate-operand-not-taken',
    '@/orderBy',
  ]),
  condition('first without order', of('first', 'orders.amount'), ['missing-key', '@']),
  condition('sum of texts', of('sum', 'orders.channel'), ['aggregate-of-type', '@/attribute']),
  condition('greatest of booleans', of('max', 'orders.gift'), ['aggregate-of-type', '@/attribute']),
  condition('distinct lists', of('countDistinct', 'customers.tags'), ['aggregate-of-type', '@/attribute']),
  condition('sum of a measure', of('sum', 'measures.total_spend'), ['column-needed', '@/attribute']),
  condition(
    'of another table',
    of('sum', 'orders.amount', { of: 'order_lines', path: ['line_order', 'order_customer'] }),
    ['aggregate-of-other-table', '@/of'],
  ),
  condition('of an unknown table', count({ of: 'order' }), ['unknown-table', '@/of']),
  condition('of a table off the path', count({ of: 'products', path: ['order_customer'] }), ['table-off-path', '@/of']),
  condition('nothing to count', count({}), ['aggregate-path-missing', '@']),
  condition('part of numbers', of('countDistinct', 'orders.amount', { part: 'day' }), ['part-of-type', '@/part']),
  condition('unknown part', of('countDistinct', 'orders.due', { part: 'quarter' }), ['unknown-choice', '@/part']),
  condition('ordered by another table', of('last', 'order_lines.line_total', { orderBy: 'orders.ordered_at' }), [
    'order-by-other-table',
    '@/orderBy',
  ]),
  condition('ordered by a boolean', of('last', 'orders.amount', { orderBy: 'orders.gift' }), [
    'order-by-type',
    '@/orderBy',
  ]),
  condition('operator of another result', { ...of('max', 'orders.due'), operator: 'gt', value: 3 }, [
    'operator-not-for-type',
    '@/operator',
  ]),
  condition('two ways', of('countDistinct', 'addresses.city'), ['path-ambiguous', '@']),
  condition(
    'wrong where',
    count({ of: 'orders', where: all(test('orders.amout', 'isSet'), test('island.x', 'isSet')) }),
    ['path-unreachable', '@'],
    ['unknown-attribute', '@/where/conditions/0/attribute'],
  ),
  condition('where not a group', count({ of: 'orders', where: [] }), ['wrong-type', '@/where']),
]

const sequence = (...steps: readonly unknown[]): Json => ({ sequence: steps })
const order = { time: 'orders.ordered_at' }
const back = { time: 'returns.at' }

const SEQUENCES: readonly ProblemCase[] = [
  condition('no step', sequence(), ['sequence-empty', '@/sequence']),
  condition('not a list', { sequence: {} }, ['wrong-type', '@/sequence']),
  condition('step not an object', sequence(1), ['wrong-type', '@/sequence/0']),
  condition('no time', sequence({ path: ['order_customer'] }), ['missing-key', '@/sequence/0']),
  condition('starts absent', sequence({ ...order, absent: true }, back), [
    'sequence-starts-absent',
    '@/sequence/0/absent',
  ]),
  condition('starts with a window', sequence({ ...order, within: { amount: 1, unit: 'day' } }), [
    'sequence-starts-with-window',
    '@/sequence/0/within',
  ]),
  condition('time of another type', sequence({ time: 'orders.amount' }), ['sequence-time-type', '@/sequence/0/time']),
  condition('time of a measure', sequence({ time: 'measures.last_order_at' }), ['column-needed', '@/sequence/0/time']),
  condition('mixed times', sequence(order, { time: 'returns.day' }), ['sequence-mixed-times', '@/sequence/1/time']),
  condition(
    'hours of dates',
    sequence({ time: 'orders.due' }, { time: 'returns.day', within: { amount: 1, unit: 'hour' } }),
    ['unit-on-date', '@/sequence/1/within/unit'],
  ),
  condition('window without unit', sequence(order, { ...back, within: { amount: 1 } }), [
    'missing-key',
    '@/sequence/1/within',
  ]),
  condition(
    'absent with a window in the middle',
    sequence(order, { ...back, absent: true, within: { amount: 1, unit: 'day' } }, order),
    ['sequence-window-without-effect', '@/sequence/1/within'],
  ),
  condition('time off the path', sequence({ ...order, path: ['return_customer'] }), [
    'attribute-off-path',
    '@/sequence/0/time',
  ]),
  condition('absent as text', sequence(order, { ...back, absent: 'yes' }), ['wrong-type', '@/sequence/1/absent']),
]

const project = (
  name: string,
  rules: readonly Json[],
  list: unknown,
  ...problems: ProblemCase['problems']
): ProblemCase => ({
  name,
  definition: { version: 1, rules, project: list },
  problems,
})

const PROJECTIONS: readonly ProblemCase[] = [
  project('project not a list', [all()], 'orders.amount', ['wrong-type', '/project']),
  project('unknown', [all()], ['orders.amout'], ['unknown-attribute', '/project/0']),
  project('a measure', [all()], ['measures.total_spend'], ['project-measure', '/project/0']),
  project('own attribute', [all()], ['customers.age'], ['project-own-attribute', '/project/0']),
  project('twice', [all()], ['orders.amount', 'orders.amount'], ['project-repeated', '/project/1']),
  project(
    'far and not on every rule',
    [
      { ...all(), path: ['line_product', 'line_order', 'order_customer'] },
      { ...all(), combine: 'union' },
    ],
    ['products.category', 'orders.amount'],
    ['project-not-on-every-rule', '/project/0'],
  ),
  project('two direct ways', [all()], ['addresses.city'], ['path-ambiguous', '/project/0']),
]

/** Many problems at once, none of them hidden by another. */
const AT_ONCE: readonly ProblemCase[] = [
  {
    name: 'many problems at once',
    definition: {
      version: 1,
      audience: 'custmers',
      rule: [],
      rules: [
        { match: 'al', path: ['order_custmer'], conditions: [test('customers.agee', 'gt', { value: 1 })] },
        {
          combine: 'except',
          match: 'any',
          conditions: [test('orders.amount', 'between', { from: '1' }), { sequence: [] }],
        },
      ],
      project: ['nothing.here'],
    },
    problems: [
      ['unknown-key', '/rule'],
      ['unknown-choice', '/rules/0/match'],
      ['sequence-empty', '/rules/1/conditions/1/sequence'],
      ['unknown-audience', '/audience'],
      ['unknown-relationship', '/rules/0/path/0'],
      ['unknown-attribute', '/rules/0/conditions/0/attribute'],
      ['number-as-text', '/rules/1/conditions/0/from'],
      ['operand-missing', '/rules/1/conditions/0'],
      ['unknown-table', '/project/0'],
    ],
  },
]

export const DEFINITION_PROBLEMS: readonly ProblemCase[] = [
  ...FRAME,
  ...KINDS,
  ...NAMES,
  ...PATHS,
  ...OPERATORS,
  ...AGGREGATES,
  ...SEQUENCES,
  ...PROJECTIONS,
  ...AT_ONCE,
]
