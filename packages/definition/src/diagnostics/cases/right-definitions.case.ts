type Json = Readonly<Record<string, unknown>>

const rule = (...conditions: readonly Json[]): Json => ({ match: 'all', conditions })
const definition = (...conditions: readonly Json[]): Json => ({ version: 1, rules: [rule(...conditions)] })

/** Definitions of the shop that are right, by what they show. */
export const RIGHT_DEFINITIONS: Readonly<Record<string, Json>> = {
  everybody: definition(),
  nobody: { version: 1, rules: [{ match: 'any', conditions: [] }] },
  'texts in every way': definition(
    { attribute: 'customers.country', operator: 'is', value: 'ES' },
    { attribute: 'customers.city', operator: 'notIn', values: ['Paris', 'Rome', 'Paris'], ignoreCase: false },
    { attribute: 'customers.city', operator: 'contains', value: 'a', values: ['b', 'a'], ignoreCase: true },
    { attribute: 'customers.city', operator: 'startsWith', values: [] },
    { attribute: 'customers.city', operator: 'matches', value: '^[A-Z]' },
    { attribute: 'customers.city', operator: 'isNotEmpty' },
    { attribute: 'customers.city', operator: 'isNot', value: { attribute: 'customers.country' } },
  ),
  'numbers in every way': definition(
    { attribute: 'customers.age', operator: 'between', from: 18, to: 65 },
    { attribute: 'customers.income', operator: 'gt', value: { attribute: 'measures.total_spend' } },
    { attribute: 'customers.income', operator: 'inTopPercent', value: 0.5 },
    { attribute: 'measures.order_count', operator: 'inBottomCount', value: 100 },
    { attribute: 'customers.vip', operator: 'isTrue' },
    { attribute: 'customers.tags', operator: 'hasAll', values: ['a', 'b'] },
    { attribute: 'customers.scores', operator: 'hasCount', compare: 'gte', value: 3 },
    { attribute: 'customers.photo', operator: 'isSet' },
  ),
  'times in every way': definition(
    { attribute: 'customers.birth_date', operator: 'onOrBefore', value: 'today' },
    { attribute: 'customers.joined_at', operator: 'between', from: '2024-01-01', to: '2024-03-31T02:30' },
    { attribute: 'customers.joined_at', operator: 'notWithinLast', amount: 90, unit: 'minute' },
    { attribute: 'customers.birth_date', operator: 'inPeriod', period: 'toDate', unit: 'quarter' },
    { attribute: 'customers.birth_date', operator: 'dayOfWeekIn', values: [6, 7] },
    { attribute: 'customers.joined_at', operator: 'hourNotIn', values: [0] },
    { attribute: 'customers.birth_date', operator: 'anniversaryWithinNext', amount: 0, unit: 'day' },
    { attribute: 'customers.birth_date', operator: 'ageIs', compare: 'gte', value: 18 },
  ),
  'rows of a path, and groups about the same row': {
    version: 1,
    rules: [
      {
        name: 'Bikes',
        match: 'any',
        path: ['line_product', 'line_order', 'order_customer'],
        conditions: [
          { attribute: 'products.category', operator: 'is', value: 'Bikes' },
          {
            match: 'none',
            conditions: [{ attribute: 'orders.channel', operator: 'is', value: { attribute: 'customers.city' } }],
          },
        ],
      },
    ],
  },
  'a path filled in': definition(
    { attribute: 'products.category', operator: 'is', value: 'Bikes' },
    { attribute: 'orders.amount', operator: 'gt', value: 100 },
  ),
  aggregates: definition(
    { aggregate: 'count', of: 'orders', operator: 'is', value: 0 },
    {
      aggregate: 'sum',
      attribute: 'order_lines.line_total',
      where: rule({ attribute: 'products.category', operator: 'is', value: 'Bikes' }),
      operator: 'gte',
      value: 5000,
    },
    { aggregate: 'count', path: ['line_product', 'line_order', 'order_customer'], operator: 'inTopCount', value: 10 },
    { aggregate: 'countDistinct', attribute: 'orders.ordered_at', part: 'month', operator: 'gte', value: 6 },
    { aggregate: 'last', attribute: 'orders.channel', orderBy: 'orders.ordered_at', operator: 'is', value: 'web' },
    {
      aggregate: 'max',
      attribute: 'orders.amount',
      where: rule(
        { attribute: 'measures.order_count', operator: 'gt', value: 1 },
        { segment: 's1', operator: 'notIn' },
      ),
      operator: 'isSet',
    },
  ),
  sequences: definition({
    sequence: [
      { path: ['order_customer'], time: 'orders.ordered_at' },
      {
        time: 'returns.at',
        where: rule({ attribute: 'returns.day', operator: 'isSet' }),
        within: { amount: 7, unit: 'hour' },
      },
      { absent: true, time: 'orders.ordered_at', within: { amount: 30, unit: 'day' } },
    ],
  }),
  'rules combined': {
    version: 1,
    audience: 'customers',
    rules: [
      rule({ attribute: 'customers.country', operator: 'is', value: 'ES' }),
      { ...rule({ attribute: 'orders.amount', operator: 'gt', value: 1 }), combine: 'union' },
      { ...rule({ segment: 's1', operator: 'in' }), combine: 'intersect' },
      { ...rule(), combine: 'except' },
    ],
    project: ['orders.amount', 'orders.order_id'],
  },
  'another audience': {
    version: 1,
    audience: 'accounts',
    rules: [
      {
        ...rule(
          { attribute: 'customers.country', operator: 'is', value: 'ES' },
          { attribute: 'measures.members', operator: 'gt', value: 3 },
        ),
        path: ['customer_account'],
      },
    ],
  },
  'odd names': definition(
    { attribute: 'customers.first.name', operator: 'isSet' },
    { attribute: 'customers.measures', operator: 'isSet' },
    { attribute: 'customers.__proto__', operator: 'isSet' },
    { attribute: 'customers.Größe "x"', operator: 'isSet' },
    { aggregate: 'count', of: 'constructor', operator: 'gt', value: 0 },
    { aggregate: 'max', attribute: '__proto__.__proto__', operator: 'isSet' },
    { aggregate: 'max', attribute: 'odd "name".x.y', operator: 'isSet' },
  ),
}
