/** Prints a call from the text of its operands, each of which can stand as a function's argument. */
export type Emit = (...operands: readonly string[]) => string

/** What a dialect says of a core function it cannot express; compiling a definition that needs it is refused with the reason. */
export interface Unsupported {
  readonly unsupported: string
}

interface CoreFunctionRow {
  /** What it returns, in words; null-strict unless said otherwise. */
  readonly meaning: string
  readonly emit: Emit | Unsupported
}

export const unsupported = (reason: string): Unsupported => ({ unsupported: reason })

/** Engines have no text in common, so every dialect has to state its own. */
const differs = unsupported('the dialect does not say how')

/** A call by name: how most engines write most functions. */
const named =
  (name: string): Emit =>
  (...operands) =>
    `${name}(${operands.join(', ')})`

/**
 * Every function the compiler asks of an engine, with the text that most engines share. A dialect lists only what it
 * writes differently.
 */
export const coreFunctions = {
  cast: { meaning: 'the first operand as the type named second', emit: (x, type) => `CAST(${x} AS ${type})` },
  coalesce: { meaning: 'the first operand that is not null', emit: named('coalesce') },
  nullIfZero: { meaning: 'null for 0, otherwise the float itself', emit: (x) => `NULLIF(${x}, 0e0)` },
  nullIfNaN: {
    meaning: 'null for NaN, otherwise the float itself',
    emit: (x) => `CASE WHEN is_nan(${x}) THEN NULL ELSE ${x} END`,
  },
  greatest: { meaning: 'the later of two timestamps', emit: named('greatest') },
  integerToDouble: {
    meaning: 'the float nearest to a 64-bit integer or to a decimal of at most 15 digits',
    emit: (x) => `CAST(${x} AS DOUBLE)`,
  },
  decimalToDouble: {
    meaning: 'the float nearest to a decimal; its type stands second',
    emit: (x, type) => `CAST(CAST(${x} AS ${type}) AS DOUBLE)`,
  },
  half: { meaning: 'half of an exact number, exactly', emit: (x) => `${x} * 0.5` },

  lower: { meaning: 'each code point by its simple lower-case mapping', emit: named('lower') },
  contains: { meaning: 'whether the text contains the pattern', emit: named('contains') },
  startsWith: { meaning: 'whether the text starts with the pattern', emit: named('starts_with') },
  endsWith: { meaning: 'whether the text ends with the pattern', emit: named('ends_with') },

  dateOfTimestamp: { meaning: 'the date of a timestamp', emit: (x) => `CAST(${x} AS DATE)` },
  month: { meaning: 'month 1..12 of a date or timestamp', emit: named('month') },
  dayOfMonth: { meaning: 'day of the month', emit: named('day') },
  dayOfWeek: { meaning: 'day of the week, Monday 1 to Sunday 7', emit: named('day_of_week') },
  year: { meaning: 'year', emit: named('year') },
  hour: { meaning: 'hour 0..23 of a timestamp', emit: named('hour') },
  monday: { meaning: 'the date of the week’s Monday', emit: (x) => `date_trunc('week', ${x})` },
  daysBetween: {
    meaning: 'days from the second date to the first',
    emit: (later, earlier) => `date_diff('day', ${earlier}, ${later})`,
  },
  addDaysToDate: { meaning: 'a date some days later', emit: (x, days) => `date_add('day', ${days}, ${x})` },
  addMonthsToDate: {
    meaning: 'a date some months later; a day that does not exist becomes the month’s last',
    emit: (x, months) => `date_add('month', ${months}, ${x})`,
  },
  addSeconds: {
    meaning: 'a timestamp some seconds later',
    emit: (x, seconds) => `date_add('second', ${seconds}, ${x})`,
  },
  addDays: { meaning: 'a timestamp some days later', emit: (x, days) => `date_add('day', ${days}, ${x})` },
  addMonths: {
    meaning: 'a timestamp some months later; a day that does not exist becomes the month’s last',
    emit: (x, months) => `date_add('month', ${months}, ${x})`,
  },

  listLength: { meaning: 'number of elements, nulls included', emit: named('cardinality') },
  listHasAny: { meaning: 'whether the list has one of the literals that follow', emit: differs },
  listHasAll: { meaning: 'whether the list has each of the literals that follow', emit: differs },

  countRows: { meaning: 'number of rows', emit: () => 'count(*)' },
  count: { meaning: 'number of values that are not null', emit: named('count') },
  countDistinct: { meaning: 'number of different values that are not null', emit: (x) => `count(DISTINCT ${x})` },
  sumExact: {
    meaning: 'exact sum of integers or decimals; the decimal type of the result stands second',
    emit: (x, type) => `sum(CAST(${x} AS ${type}))`,
  },
  sumFloat: { meaning: 'sum of floats', emit: (x) => `sum(CAST(${x} AS DOUBLE))` },
  min: { meaning: 'least value', emit: named('min') },
  max: { meaning: 'greatest value', emit: named('max') },
  lowerMiddle: { meaning: 'the middle value, or the smaller of the two middle ones', emit: differs },
  upperMiddle: { meaning: 'the middle value, or the greater of the two middle ones', emit: differs },
  firstBy: {
    meaning: 'the first operand in the row that is least by the others, even if it is null',
    emit: named('min_by'),
  },
  lastBy: {
    meaning: 'the first operand in the row that is greatest by the others, even if it is null',
    emit: named('max_by'),
  },
  listInOrder: {
    meaning: 'the first operand of all rows as a list in the order of the others',
    emit: differs,
  },
  emptyListIfNull: { meaning: 'the list, or an empty one for null', emit: differs },
} satisfies Record<string, CoreFunctionRow>

export type CoreFunction = keyof typeof coreFunctions

/** What a dialect writes differently from most, and what it cannot do. */
export type FunctionOverrides = Partial<Record<CoreFunction, Emit | Unsupported>>
