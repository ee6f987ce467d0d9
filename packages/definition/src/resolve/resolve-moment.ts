import { formatDate, parseDate, parseInstant } from '../time/text.ts'
import { localDate } from '../time/zone.ts'
import type { Operand } from './resolved.ts'
import type { RowScope } from './scope.ts'

/** What the local date at as-of is written as. */
export const TODAY = 'today'

/** A date, an instant or "today"; null where the text is none, or an instant beside a date (and reported). */
export function resolveMoment(
  text: string,
  type: 'date' | 'datetime',
  pointer: string,
  scope: RowScope,
): Operand | null {
  const { names, report } = scope
  if (text === TODAY) return { kind: 'today' }
  const day = parseDate(text)
  if (day !== null) return { kind: 'literal', type: 'date', value: day }
  const instant = parseInstant(text, names.timeZone)
  if (instant !== null && type === 'datetime') return { kind: 'literal', type, value: instant }
  if (instant !== null) {
    report('instant-on-date', pointer, { text, date: formatDate(localDate(instant, names.timeZone)) })
  } else {
    const expected =
      type === 'date'
        ? 'a date of the calendar as `2024-03-01`, or `today`'
        : 'a date of the calendar as `2024-03-01`, an instant as `2024-03-01T09:30:00Z`, or `today`'
    report('invalid-date', pointer, { text, expected })
  }
  return null
}
