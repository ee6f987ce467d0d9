import { matches } from './number-text.ts'

const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
const HOUR = '([01][0-9]|2[0-3])'
const TIME = `${HOUR}:[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?`
const OFFSET = `(Z|[+-]${HOUR}(:?[0-5][0-9])?)`

const MOMENT = `${DATE}([T ]${TIME}${OFFSET}?)?`
const DATE_SHAPE = new RegExp(`^${DATE}$`)
const MOMENT_SHAPE = new RegExp(`^${MOMENT}$`)
const MS_PER_DAY = 86_400_000

/** Whether a text looks like a date or an instant; its day may not exist. */
export function isMomentShape(text: string): boolean {
  return MOMENT_SHAPE.test(text)
}

/** The day a text `YYYY-MM-DD` of the years 0001 to 9999 names, in days since 1970; null for any other text. */
export function dayOfText(text: string): number | null {
  if (!DATE_SHAPE.test(text) || text < '0001') return null
  const day = new Date(`${text}T00:00:00Z`)
  // A day that does not exist is moved on or refused, depending on the day.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? day.getTime() / MS_PER_DAY : null
}

/** Whether a text is a date as the definition language's `parseDate` reads it, as SQL. */
export function isDateText(text: string): string {
  return `(${matches(text, DATE)} AND ${isDay(text)})`
}

/** Whether a text is a date or an instant as `parseInstant` reads it, as SQL. */
export function isMomentText(text: string): string {
  return `(${matches(text, MOMENT)} AND ${isDay(`left(${text}, 10)`)})`
}

/** The offset a moment text ends with, or an empty text. */
function offsetText(text: string): string {
  return `regexp_extract(${text}, '[T ][0-9:.]+(Z|[+-][0-9:]+)$', 1)`
}

/** Whether a moment text ends with an offset. */
export function hasOffset(text: string): string {
  return `(contains(${text}, 'Z') OR contains(${text}, '+') OR contains(substr(${text}, 12), '-'))`
}

/** The local date and time a moment text shows, without its offset: a TIMESTAMP. */
export function localOfText(text: string): string {
  return `TRY_CAST(left(${text}, length(${text}) - length(${offsetText(text)})) AS TIMESTAMP)`
}

/** The offset of a moment text in minutes; null if it has none. */
export function offsetMinutes(text: string): string {
  const offset = offsetText(text)
  const digits = `replace(substr(${offset}, 2), ':', '')`
  const hours = `TRY_CAST(left(${digits}, 2) AS INTEGER)`
  const minutes = `coalesce(TRY_CAST(substr(${digits}, 3, 2) AS INTEGER), 0)`
  return `CASE ${offset} WHEN '' THEN NULL WHEN 'Z' THEN 0 ELSE (CASE left(${offset}, 1) WHEN '-' THEN -1 ELSE 1 END) * (${hours} * 60 + ${minutes}) END`
}

/** The calendar has years 0001 to 9999. */
function isDay(text: string): string {
  return `TRY_CAST(${text} AS DATE) IS NOT NULL AND ${text} >= '0001'`
}
