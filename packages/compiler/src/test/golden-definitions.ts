import { ruleOf } from './shop.ts'

const ordered = { path: ['order_customer'] }
const total = { aggregate: 'sum', attribute: 'orders.amount', ...ordered }

/** Definitions over the shop whose SQL is kept for review: one of each shape the compiler makes. */
export const GOLDEN_DEFINITIONS: Readonly<Record<string, unknown>> = {
  'own attributes': ruleOf([
    { attribute: 'customers.country', operator: 'is', value: 'es', ignoreCase: true },
    { attribute: 'customers.age', operator: 'gt', value: 29.5 },
    { attribute: 'customers.score', operator: 'lte', value: 2 },
    { attribute: 'customers.vip', operator: 'isTrue' },
  ]),
  'complements are true of null': ruleOf([
    { attribute: 'customers.country', operator: 'isNot', value: 'ES' },
    { attribute: 'customers.country', operator: 'notContains', value: "O'Brien" },
    { attribute: 'customers.age', operator: 'notIn', values: [1, 2] },
    { attribute: 'customers.age', operator: 'notBetween', from: 1, to: { attribute: 'customers.credit' } },
    { attribute: 'customers.tags', operator: 'hasNone', values: ['x'] },
    { attribute: 'customers.id', operator: 'isNot', value: 'a' },
  ]),
  'one joined row': ruleOf(
    [
      { attribute: 'orders.amount', operator: 'gte', value: 10 },
      { attribute: 'stores.name', operator: 'is', value: 'North' },
      { attribute: 'customers.age', operator: 'gt', value: 18 },
    ],
    { path: ['order_store', 'order_customer'] },
  ),
  'a row against the profile': ruleOf(
    [{ attribute: 'orders.amount', operator: 'gt', value: { attribute: 'measures.average_order' } }],
    ordered,
  ),
  'a foreign key of the audience': ruleOf([{ attribute: 'cities.name', operator: 'startsWith', value: 'M' }], {
    path: ['customer_city'],
  }),
  'no row of a foreign key': {
    version: 1,
    rules: [
      { match: 'all', conditions: [] },
      {
        match: 'all',
        combine: 'except',
        path: ['customer_city'],
        conditions: [{ attribute: 'cities.name', operator: 'is', value: 'Paris' }],
      },
    ],
  },
  'rules in order': {
    version: 1,
    rules: [
      { match: 'all', ...ordered, conditions: [{ attribute: 'orders.amount', operator: 'gt', value: 20 }] },
      {
        match: 'all',
        ...ordered,
        combine: 'union',
        conditions: [{ attribute: 'orders.amount', operator: 'lt', value: 6 }],
      },
      { match: 'all', combine: 'intersect', conditions: [{ attribute: 'customers.age', operator: 'gt', value: 18 }] },
      { match: 'all', combine: 'except', path: ['visit_customer'], conditions: [] },
    ],
  },
  'counts and existence': ruleOf([
    { aggregate: 'count', ...ordered, operator: 'gte', value: 1 },
    { aggregate: 'count', path: ['visit_customer'], operator: 'is', value: 0 },
    { aggregate: 'count', ...ordered, operator: 'lt', value: 5 },
    { aggregate: 'count', ...ordered, operator: 'gt', value: 1 },
  ]),
  'each row once': ruleOf([
    {
      aggregate: 'sum',
      attribute: 'lines.quantity',
      path: ['line_product', 'line_order', 'order_customer'],
      where: { match: 'all', conditions: [{ attribute: 'products.category', operator: 'is', value: 'Bikes' }] },
      operator: 'gte',
      value: 2,
    },
    { aggregate: 'count', of: 'orders', path: ['line_order', 'order_customer'], operator: 'gt', value: 1 },
  ]),
  'every aggregate': ruleOf([
    { ...total, aggregate: 'avg', operator: 'gt', value: 1 },
    { ...total, aggregate: 'median', operator: 'gt', value: 1 },
    { ...total, aggregate: 'min', operator: 'gt', value: 1 },
    { ...total, aggregate: 'first', orderBy: 'orders.ordered_at', operator: 'gt', value: 1 },
    { ...total, aggregate: 'last', orderBy: 'orders.ordered_at', operator: 'gt', value: 1 },
    { ...total, aggregate: 'countDistinct', attribute: 'orders.ordered_at', part: 'month', operator: 'gt', value: 1 },
    { ...total, aggregate: 'countDistinct', attribute: 'orders.store', operator: 'lt', value: 9 },
    {
      aggregate: 'median',
      attribute: 'lines.weight',
      path: ['line_order', 'order_customer'],
      operator: 'gt',
      value: 1,
    },
  ]),
  measures: ruleOf([
    { attribute: 'measures.average_order', operator: 'between', from: 5, to: 100 },
    { attribute: 'measures.days_since_last', operator: 'lte', value: 30 },
    { attribute: 'measures.total_spend', operator: 'lt', value: { attribute: 'customers.credit' } },
  ]),
  rankings: ruleOf([
    { attribute: 'measures.total_spend', operator: 'inTopPercent', value: 12.5 },
    { attribute: 'customers.age', operator: 'inBottomCount', value: 2 },
  ]),
  sequence: ruleOf([
    {
      sequence: [
        { path: ['order_customer'], time: 'orders.ordered_at' },
        { absent: true, path: ['order_customer'], time: 'orders.ordered_at' },
        { path: ['visit_customer'], time: 'visits.at', within: { amount: 1, unit: 'month' } },
        { absent: true, path: ['visit_customer'], time: 'visits.at', within: { amount: 2, unit: 'hour' } },
      ],
    },
  ]),
  'composite key': {
    version: 1,
    audience: 'accounts',
    rules: [
      {
        match: 'all',
        path: ['login_account'],
        conditions: [{ attribute: 'logins.day', operator: 'withinLast', amount: 1, unit: 'month' }],
      },
      {
        match: 'all',
        combine: 'except',
        conditions: [{ aggregate: 'count', path: ['login_account'], operator: 'gt', value: 9 }],
      },
    ],
  },
  'other segments': ruleOf([
    { segment: 'rankings', operator: 'in' },
    { segment: 'own attributes', operator: 'notIn' },
  ]),
  patterns: ruleOf([
    { attribute: 'customers.country', operator: 'matches', value: '^e.$', ignoreCase: true },
    { attribute: 'customers.country', operator: 'endsWith', value: 's' },
    { attribute: 'customers.tags', operator: 'hasAll', values: ['x', 'y'] },
    { attribute: 'customers.tags', operator: 'hasCount', compare: 'gte', value: 2 },
  ]),
  calendar: ruleOf([
    { attribute: 'customers.born', operator: 'anniversaryWithinNext', amount: 7, unit: 'day' },
    { attribute: 'customers.joined', operator: 'inPeriod', period: 'this', unit: 'month' },
    { attribute: 'customers.joined', operator: 'hourIn', values: [12] },
    { attribute: 'customers.joined', operator: 'dayOfWeekIn', values: [6, 7] },
  ]),
}
