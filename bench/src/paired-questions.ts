import type { SegmentDefinition } from '@coterie/definition'

/** A definition and the SQL an experienced analyst would write by hand for the same members on the same tables. */
export interface PairedQuestion {
  readonly id: string
  readonly definition: SegmentDefinition
  /** Selects `customer_id` of each member once. */
  readonly sql: string
}

/** Twenty kinds of question with five sets of constants each. */
export function pairedQuestions(): readonly PairedQuestion[] {
  return templates.flatMap((template) => variants.map((variant) => template(variant)))
}

interface Variant {
  readonly n: number
  readonly country: string
  readonly category: string
  readonly channel: string
  readonly days: number
  readonly since: string
  readonly amount: number
  readonly count: number
}

const variants: readonly Variant[] = [
  {
    n: 1,
    country: 'Spain',
    category: 'Category 3',
    channel: 'web',
    days: 30,
    since: '2024-05-31',
    amount: 250,
    count: 2,
  },
  {
    n: 2,
    country: 'France',
    category: 'Category 11',
    channel: 'store',
    days: 60,
    since: '2024-05-01',
    amount: 400,
    count: 3,
  },
  {
    n: 3,
    country: 'Italy',
    category: 'Category 17',
    channel: 'app',
    days: 90,
    since: '2024-04-01',
    amount: 120,
    count: 5,
  },
  {
    n: 4,
    country: 'Sweden',
    category: 'Category 25',
    channel: 'phone',
    days: 180,
    since: '2024-01-02',
    amount: 50,
    count: 10,
  },
  {
    n: 5,
    country: 'Malta',
    category: 'Category 38',
    channel: 'web',
    days: 365,
    since: '2023-07-01',
    amount: 480,
    count: 20,
  },
]

const path = ['order_customer']
const asOf = `TIMESTAMP '2024-06-30 00:00:00'`
const customersWhere = (condition: string): string => `SELECT customer_id FROM customers WHERE ${condition}`
const customersIn = (subquery: string): string => customersWhere(`customer_id IN (${subquery})`)
const recent = (v: Variant): string => `ordered_at > TIMESTAMP '${v.since} 00:00:00' AND ordered_at <= ${asOf}`

type Conditions = SegmentDefinition['rules'][number]['conditions']

const rule = (conditions: Conditions, more: Partial<SegmentDefinition['rules'][number]> = {}) => ({
  match: 'all' as const,
  conditions,
  ...more,
})

const single = (
  id: string,
  v: Variant,
  sql: string,
  conditions: Conditions,
  more: Partial<SegmentDefinition['rules'][number]> = {},
): PairedQuestion => ({
  id: `${id}-${String(v.n)}`,
  definition: { version: 1, rules: [rule(conditions, more)] },
  sql,
})

const within = (v: Variant) => ({
  attribute: 'orders.ordered_at',
  operator: 'withinLast' as const,
  amount: v.days,
  unit: 'day' as const,
})

const templates: readonly ((v: Variant) => PairedQuestion)[] = [
  (v) =>
    single('country', v, customersWhere(`country = '${v.country}'`), [
      { attribute: 'customers.country', operator: 'is', value: v.country },
    ]),
  (v) =>
    single('not-country', v, customersWhere(`country IS DISTINCT FROM '${v.country}'`), [
      { attribute: 'customers.country', operator: 'isNot', value: v.country },
    ]),
  (v) =>
    single(
      'income-and-newsletter',
      v,
      customersWhere(`income BETWEEN ${String(v.amount * 100)} AND ${String(v.amount * 300)} AND newsletter`),
      [
        { attribute: 'customers.income', operator: 'between', from: v.amount * 100, to: v.amount * 300 },
        { attribute: 'customers.newsletter', operator: 'isTrue' },
      ],
    ),
  (v) =>
    single('email-domain', v, customersWhere(`suffix(email, '@example${String(v.n)}.com')`), [
      { attribute: 'customers.email', operator: 'endsWith', value: `@example${String(v.n)}.com` },
    ]),
  (v) =>
    single('city-text', v, customersWhere(`contains(lower(city), 'city ${String(v.n)}')`), [
      { attribute: 'customers.city', operator: 'contains', value: `city ${String(v.n)}`, ignoreCase: true },
    ]),
  (v) =>
    single('birth-month', v, customersWhere(`month(birth_date) = ${String(v.n)}`), [
      { attribute: 'customers.birth_date', operator: 'monthIn', values: [v.n] },
    ]),
  (v) =>
    single('bought-category', v, customersIn(`SELECT customer_id FROM orders WHERE category = '${v.category}'`), [
      { attribute: 'orders.category', operator: 'is', value: v.category },
    ]),
  (v) =>
    single(
      'same-order',
      v,
      customersIn(
        `SELECT customer_id FROM orders WHERE category = '${v.category}' AND channel = '${v.channel}' AND ${recent(v)}`,
      ),
      [
        { attribute: 'orders.category', operator: 'is', value: v.category },
        { attribute: 'orders.channel', operator: 'is', value: v.channel },
        within(v),
      ],
      { path },
    ),
  (v) => single('recent', v, customersIn(`SELECT customer_id FROM orders WHERE ${recent(v)}`), [within(v)], { path }),
  (v) =>
    single(
      'country-and-recent',
      v,
      `${customersIn(`SELECT customer_id FROM orders WHERE ${recent(v)}`)} AND country = '${v.country}'`,
      [{ attribute: 'customers.country', operator: 'is', value: v.country }, within(v)],
      { path },
    ),
  (v) =>
    single(
      'count-at-least',
      v,
      customersIn(`SELECT customer_id FROM orders GROUP BY customer_id HAVING count(*) >= ${String(v.count)}`),
      [{ aggregate: 'count', path, operator: 'gte', value: v.count }],
    ),
  (v) =>
    single(
      'recent-count',
      v,
      customersIn(
        `SELECT customer_id FROM orders WHERE ${recent(v)} GROUP BY customer_id HAVING count(*) >= ${String(v.count)}`,
      ),
      [{ aggregate: 'count', path, where: rule([within(v)]), operator: 'gte', value: v.count }],
    ),
  (v) =>
    single(
      'never-bought-category',
      v,
      customersWhere(
        `NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = customers.customer_id AND o.category = '${v.category}')`,
      ),
      [
        {
          aggregate: 'count',
          path,
          where: rule([{ attribute: 'orders.category', operator: 'is', value: v.category }]),
          operator: 'is',
          value: 0,
        },
      ],
    ),
  (v) =>
    single(
      'spend-over',
      v,
      customersIn(`SELECT customer_id FROM orders GROUP BY customer_id HAVING sum(amount) > ${String(v.amount * 10)}`),
      [{ attribute: 'measures.total_spend', operator: 'gt', value: v.amount * 10 }],
    ),
  (v) =>
    single(
      'average-over',
      v,
      customersIn(
        `SELECT customer_id FROM orders WHERE channel = '${v.channel}' GROUP BY customer_id HAVING avg(amount) > ${String(v.amount)}`,
      ),
      [
        {
          aggregate: 'avg',
          attribute: 'orders.amount',
          path,
          where: rule([{ attribute: 'orders.channel', operator: 'is', value: v.channel }]),
          operator: 'gt',
          value: v.amount,
        },
      ],
    ),
  (v) =>
    single(
      'distinct-categories',
      v,
      customersIn(
        `SELECT customer_id FROM orders WHERE ${recent(v)} GROUP BY customer_id HAVING count(DISTINCT category) >= ${String(v.n + 1)}`,
      ),
      [
        {
          aggregate: 'countDistinct',
          attribute: 'orders.category',
          path,
          where: rule([within(v)]),
          operator: 'gte',
          value: v.n + 1,
        },
      ],
    ),
  (v) =>
    single(
      'lapsed',
      v,
      customersIn(
        `SELECT customer_id FROM orders GROUP BY customer_id HAVING max(ordered_at) <= TIMESTAMP '${v.since} 00:00:00'`,
      ),
      [
        {
          aggregate: 'max',
          attribute: 'orders.ordered_at',
          path,
          operator: 'moreThanAgo',
          amount: v.days,
          unit: 'day',
        },
      ],
    ),
  (v) =>
    single(
      'last-channel',
      v,
      customersIn(
        `SELECT customer_id FROM orders GROUP BY customer_id HAVING arg_max_null(channel, (ordered_at, order_id)) = '${v.channel}'`,
      ),
      [
        {
          aggregate: 'last',
          attribute: 'orders.channel',
          orderBy: 'orders.ordered_at',
          path,
          operator: 'is',
          value: v.channel,
        },
      ],
    ),
  (v) => ({
    id: `bought-but-not-${String(v.n)}`,
    definition: {
      version: 1,
      rules: [
        rule([{ attribute: 'orders.category', operator: 'is', value: v.category }], { path }),
        rule([{ attribute: 'orders.returned', operator: 'isTrue' }], { path, combine: 'except' }),
      ],
    },
    sql: `${customersIn(`SELECT customer_id FROM orders WHERE category = '${v.category}'`)}
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = customers.customer_id AND o.returned)`,
  }),
  (v) =>
    single(
      'top-spenders',
      v,
      `SELECT customer_id FROM (
         SELECT c.customer_id, rank() OVER (ORDER BY CASE WHEN o.customer_id IS NULL THEN 0 ELSE o.spend END DESC NULLS LAST) AS place
         FROM customers c
         LEFT JOIN (SELECT customer_id, sum(amount) AS spend FROM orders GROUP BY customer_id) o ON o.customer_id = c.customer_id
       ) WHERE place <= ${String(v.count * 100)}`,
      [{ attribute: 'measures.total_spend', operator: 'inTopCount', value: v.count * 100 }],
    ),
]
