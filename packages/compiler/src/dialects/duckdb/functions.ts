import type { FunctionOverrides } from '../../functions/core-functions.ts'

/** What DuckDB writes differently from most. */
export const functions: FunctionOverrides = {
  // Dividing the digits by a power of ten, as the direct cast does, is not always the nearest float; reading the text is.
  decimalToDouble: (x) => `CAST(CAST(${x} AS VARCHAR) AS DOUBLE)`,
  nullIfNaN: (x) => `NULLIF(${x}, CAST('NaN' AS DOUBLE))`,
  dayOfWeek: (x) => `isodow(${x})`,
  monday: (x) => `CAST(date_trunc('week', ${x}) AS DATE)`,
  daysBetween: (later, earlier) => `(${later} - ${earlier})`,
  addDaysToDate: (x, days) => `(${x} + ${days})`,
  addMonthsToDate: (x, months) => `CAST(${x} + to_months(${months}) AS DATE)`,
  addSeconds: (x, seconds) => `(${x} + to_seconds(${seconds}))`,
  addDays: (x, days) => `(${x} + to_days(${days}))`,
  addMonths: (x, months) => `(${x} + to_months(${months}))`,
  listLength: (x) => `len(${x})`,
  listHasAny: (list, ...literals) => `list_has_any(${list}, [${literals.join(', ')}])`,
  listHasAll: (list, ...literals) => `list_has_all(${list}, [${literals.join(', ')}])`,
  sumExact: (x, type) => `CAST(sum(${x}) AS ${type})`,
  sumFloat: (x) => `sum(${x})`,
  lowerMiddle: (x) => `percentile_disc(0.5) WITHIN GROUP (ORDER BY ${x})`,
  upperMiddle: (x) => `percentile_disc(0.5) WITHIN GROUP (ORDER BY ${x} DESC)`,
  firstBy: (x, ...order) => `arg_min_null(${x}, row(${order.join(', ')}))`,
  lastBy: (x, ...order) => `arg_max_null(${x}, row(${order.join(', ')}))`,
  listInOrder: (x, ...order) => `list(${x} ORDER BY ${order.join(', ')})`,
  emptyListIfNull: (x) => `coalesce(${x}, [])`,
}
