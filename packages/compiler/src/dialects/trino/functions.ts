import type { FunctionOverrides } from '../../functions/core-functions.ts'

/** What Trino writes differently from most. */
export const functions: FunctionOverrides = {
  contains: (text, pattern) => `(strpos(${text}, ${pattern}) > 0)`,
  // Trino has no ends_with; its substr from the end would need special care of empty patterns.
  endsWith: (text, pattern) => `starts_with(reverse(${text}), reverse(${pattern}))`,
  half: (x) => `${x} * DECIMAL '0.5'`,
  listHasAny: (list, ...literals) => `arrays_overlap(${list}, ARRAY[${literals.join(', ')}])`,
  listHasAll: (list, ...literals) => `(cardinality(array_except(ARRAY[${literals.join(', ')}], ${list})) = 0)`,
  // Trino has no exact percentiles: the middle ones of the sorted values are taken by position.
  lowerMiddle: (x) => `element_at(${sortedValues(x)}, (count(${x}) + 1) / 2)`,
  upperMiddle: (x) => `element_at(${sortedValues(x)}, count(${x}) / 2 + 1)`,
  firstBy: (x, ...order) => `min_by(${x}, ROW(${order.join(', ')}))`,
  lastBy: (x, ...order) => `max_by(${x}, ROW(${order.join(', ')}))`,
  listInOrder: (x, ...order) => `array_agg(${x} ORDER BY ${order.join(', ')})`,
  emptyListIfNull: (x) => `coalesce(${x}, ARRAY[])`,
}

const sortedValues = (x: string): string => `array_agg(${x} ORDER BY ${x}) FILTER (WHERE ${x} IS NOT NULL)`
