import type Big from 'big.js'

/**
 * The values attributes hold in memory. Their meaning depends on the attribute's type:
 *
 * | type           | in memory                                                                                  |
 * | -------------- | ------------------------------------------------------------------------------------------ |
 * | `string`       | `string` of Unicode scalar values                                                          |
 * | `number`       | `Big` for integers and exact decimals, `number` for 64-bit floats (never NaN)              |
 * | `boolean`      | `boolean`                                                                                  |
 * | `date`         | `number`: days since 1970-01-01                                                            |
 * | `datetime`     | `bigint`: microseconds since 1970-01-01T00:00:00Z                                          |
 * | `list<string>` | array of `string` or null                                                                  |
 * | `list<number>` | array of `Big`, `number` or null                                                           |
 * | `other`        | the source's text; only whether it is null has a meaning                                   |
 *
 * `null` is the absent value of every type.
 */
export type Value = null | Scalar | readonly Value[]

/** A value that is neither null nor a list. */
export type Scalar = string | boolean | Exact | number | EpochMicros

/** An integer or decimal without rounding. */
export type Exact = Big

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export type EpochDay = number

/** Microseconds since 1970-01-01T00:00:00Z. */
export type EpochMicros = bigint

/** Microseconds of a wall clock since 1970-01-01T00:00:00 on that same clock: a local date and time without a zone. */
export type LocalMicros = bigint
