import {
  formatDate,
  formatInstant,
  localDate,
  parseInstant,
  type ZoneTransition,
  zoneTransitions,
} from '@coterie/definition'

/** Zones whose clocks and calendars differ in every way there is. */
export const MOMENT_ZONES = [
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'America/Adak',
] as const

const MICROS_PER_SECOND = 1_000_000n
const LATEST = '2026-01-01T00:00:00Z'

/** A gap at midnight and a day left out are in every zone's list: there they are ordinary days. */
const FIXED = [
  '2018-11-04T03:00:00Z',
  '2011-12-30T10:00:00Z',
  '2024-01-31T23:59:59Z',
  '2024-03-31T23:59:59.999999Z',
  '2024-12-31T23:59:59Z',
  '2024-02-29T12:00:00Z',
  '2021-01-03T12:00:00Z',
  '2024-06-15T00:00:01Z',
  '1970-01-01T00:00:00Z',
  '1582-10-10T12:00:00Z',
  '9999-06-30T12:00:00Z',
  '2016-12-31T23:59:59Z',
] as const

/** Fourteen moments: the zone's last gap and overlap, and ends of periods, leap days, week 53, the first and the last years. */
export function momentsOf(zone: string): readonly string[] {
  const past = zoneTransitions(zone).filter(({ at }) => at < instant(LATEST))
  const last = (matches: (transition: ZoneTransition) => boolean) => past.findLast(matches)?.at
  const gap = last(({ offsetBefore, offsetAfter }) => offsetAfter > offsetBefore)
  const overlap = last(({ offsetBefore, offsetAfter }) => offsetAfter < offsetBefore)
  return [
    formatInstant(gap ?? instant('2024-03-31T01:00:00Z')),
    formatInstant(overlap ?? instant('2024-10-27T01:00:00Z')),
    ...FIXED,
  ]
}

const STEPS_SECONDS = [
  0, -1, 1, -1800, 1800, -3600, 3600, -43_200, 43_200, -86_400, 86_400, -604_800, 604_800, -2_592_000, 31_536_000,
]

/** Instants around a moment, and their neighbours a microsecond away. */
export function instantsAround(moment: string): readonly string[] {
  const at = instant(moment)
  const seconds = STEPS_SECONDS.map((step) => at + BigInt(step) * MICROS_PER_SECOND)
  // Years of more than four digits are written with a sign, and no source has them.
  return [...seconds, at - 1n, at + 1n].map(formatInstant).filter((text) => !text.startsWith('+'))
}

/** The local dates of instants. */
export function datesOf(instants: readonly string[], zone: string): readonly string[] {
  return [...new Set(instants.map((text) => formatDate(localDate(instant(text), zone))))]
}

function instant(text: string): bigint {
  const found = parseInstant(text, 'UTC')
  if (found === null) throw new Error(`${text} is no instant.`)
  return found
}
