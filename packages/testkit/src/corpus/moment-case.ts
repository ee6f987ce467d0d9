import type { World } from '../world/world.ts'
import { attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** Profiles named by their own moment, so that a case's members can be read. */
function moments(
  type: 'date' | 'datetime',
  values: readonly string[],
  zone?: Pick<World, 'timeZone' | 'weekStart'>,
): World {
  return {
    audience: 'p',
    ...zone,
    tables: {
      p: {
        key: 'id',
        columns: { id: 'string', t: type },
        rows: [...values.map((value) => [value, value]), ['-', null]],
      },
    },
  }
}

interface Moment {
  readonly type: 'date' | 'datetime'
  readonly asOf: string
  readonly condition: readonly [operator: string, operands: unknown]
  /** Moments that are in, and out. The profile without a moment is out unless `nullIsIn`. */
  readonly inside: readonly string[]
  readonly outside: readonly string[]
  readonly nullIsIn?: true
  readonly zone?: Pick<World, 'timeZone' | 'weekStart'>
}

/** A case over one table of moments: those inside are the members. */
export function moment(name: string, { type, asOf, condition, inside, outside, nullIsIn, zone }: Moment): CorpusCase {
  return {
    name,
    world: moments(type, [...inside, ...outside], zone),
    asOf,
    definition: where(attribute('p.t', ...condition)),
    members: [...(nullIsIn ? ['-'] : []), ...[...inside].sort()],
  }
}

/** A Saturday, at noon in UTC. */
export const JUNE = '2024-06-15T12:00:00Z'
export const london = { timeZone: 'Europe/London' } as const
export const newYork = { timeZone: 'America/New_York' } as const
export const lordHowe = { timeZone: 'Australia/Lord_Howe' } as const
export const kathmandu = { timeZone: 'Asia/Kathmandu' } as const
export const apia = { timeZone: 'Pacific/Apia' } as const
export const saoPaulo = { timeZone: 'America/Sao_Paulo' } as const
