import { exact, type Unit } from '@coterie/definition'
import type { PlanStep, SequenceCondition } from '../plan/condition.ts'
import { touchedBy } from '../plan/touched.ts'
import {
  aliasColumn,
  anyOf,
  call,
  caseWhen,
  compareSql,
  isNotNullSql,
  isNullSql,
  literal,
  type SqlExpression,
} from '../sql/sql-expression.ts'
import { fromQuery, type SqlQuery, type SqlSelected, select, selected, unionAll } from '../sql/sql-query.ts'
import type { SqlType } from '../sql/sql-type.ts'
import { keyOf } from './key-of.ts'
import { hasTransitions, instantOfLocal, localTimestamp } from './local-time.ts'
import { lowerColumn } from './lower-term.ts'
import type { Lowering } from './lowering.ts'
import { conjuncts, createPathScope, keyAlias } from './scope.ts'

/**
 * The keys of the profiles with rows in strict time order, one a step.
 *
 * Which row is chosen matters to later steps only by its time, so each stage is the times at which the steps so far can
 * end. A time of the next step can be reached from an earlier one with no forbidden time between them, which is: both lie
 * between the same two forbidden times. So the rows of a stage are numbered by how many forbidden times lie before them,
 * and within such a stretch a time is reached if it is not after the latest end of the windows that start before it.
 */
export function sequenceKeys(sequence: SequenceCondition, lowering: Lowering): SqlQuery {
  const stages = new SequenceStages(sequence, lowering)
  let reached: SqlQuery | null = null
  let absent: PlanStep[] = []
  for (const step of sequence.steps) {
    if (step.absent) {
      absent.push(step)
      continue
    }
    reached = reached === null ? stages.times(step) : stages.reach(reached, absent, step)
    absent = []
  }
  for (const step of absent) reached = reached === null ? null : stages.keepBefore(reached, step)
  return select(stages.keysOf('q'), fromQuery(reached ?? stages.none(), 'q'))
}

/** What a row of a stage is. At equal times they are sorted so that only strictly earlier starts and stops stand before a candidate. */
const KIND = { candidate: 0, forbidden: 1, start: 2 } as const

const TIME = 'at_time'
const KIND_ALIAS = 'row_kind'
const WINDOW_END = 'window_end'
const STRETCH = 'stretch'

class SequenceStages {
  readonly #lowering: Lowering
  readonly #timeType: 'date' | 'datetime'
  readonly #keyAliases: readonly string[]

  constructor({ steps, timeType }: SequenceCondition, lowering: Lowering) {
    this.#lowering = lowering
    this.#timeType = timeType
    this.#keyAliases = keyOf(lowering.catalog, steps[0]?.path.audience ?? '').map((_, i) => keyAlias(i))
  }

  keysOf(relation: string): readonly SqlSelected[] {
    return this.#keyAliases.map((alias) => selected(aliasColumn(relation, alias)))
  }

  /** The times of a step's rows, as the profile's key and `at_time`. */
  times(step: PlanStep): SqlQuery {
    const { path, time, where } = step
    const touched = touchedBy(where)
    const scope = createPathScope(this.#lowering, path, {
      tables: new Set([...touched.tables, time.table]),
      profileKey: true,
    })
    const at = lowerColumn(time, scope, this.#lowering)
    const condition = this.#lowering.condition(where, scope, false)
    const { from, joins, where: joining } = scope.finish()
    return select([...scope.profileKey.map((key, i) => selected(key, keyAlias(i))), selected(at, TIME)], from, {
      joins,
      where: [...joining, ...conjuncts(condition), isNotNullSql(at)],
    })
  }

  /** The times of a step that follow a reached time within its window, with no time of the absent steps between. */
  reach(reached: SqlQuery, absent: readonly PlanStep[], step: PlanStep): SqlQuery {
    const rows = unionAll([
      this.#rows(this.times(step), KIND.candidate),
      ...absent.map((each) => this.#rows(this.times(each), KIND.forbidden)),
      this.#starts(reached, step),
    ])
    const stretched = absent.length === 0 ? rows : this.#numberStretches(rows)
    const latestEnd: SqlExpression = {
      kind: 'window',
      function: 'max',
      operands: [aliasColumn('w', WINDOW_END)],
      partitionBy: [...this.#keys('w'), ...(absent.length === 0 ? [] : [aliasColumn('w', STRETCH)])],
      orderBy: ascending('w'),
      running: true,
    }
    const withEnd = select(
      [
        ...this.keysOf('w'),
        selected(aliasColumn('w', TIME)),
        selected(aliasColumn('w', KIND_ALIAS)),
        selected(latestEnd, 'latest_end'),
      ],
      fromQuery(stretched, 'w'),
    )
    return select([...this.keysOf('r'), selected(aliasColumn('r', TIME))], fromQuery(withEnd, 'r'), {
      where: [
        isKind('r', KIND.candidate),
        // Without a window every start that stands before is good.
        step.within === null
          ? isNotNullSql(aliasColumn('r', 'latest_end'))
          : compareSql('<=', aliasColumn('r', TIME), aliasColumn('r', 'latest_end')),
      ],
    })
  }

  /** The reached times with no time of an absent last step after them: within its window, or ever. */
  keepBefore(reached: SqlQuery, step: PlanStep): SqlQuery {
    const rows = unionAll([this.#starts(reached, step, KIND.candidate), this.#rows(this.times(step), KIND.forbidden)])
    const next: SqlExpression = {
      kind: 'window',
      function: 'min',
      operands: [caseWhen(isKind('w', KIND.forbidden), aliasColumn('w', TIME), { kind: 'null', type: this.#type })],
      partitionBy: this.#keys('w'),
      // Backwards, so that the forbidden times strictly after a candidate stand before it.
      orderBy: [
        { expression: aliasColumn('w', TIME), descending: true },
        { expression: aliasColumn('w', KIND_ALIAS), descending: false },
      ],
      running: true,
    }
    const columns = [TIME, KIND_ALIAS, WINDOW_END].map((alias) => selected(aliasColumn('w', alias)))
    const withNext = select([...this.keysOf('w'), ...columns, selected(next, 'next_time')], fromQuery(rows, 'w'))
    const isAfterWindow = compareSql('>', aliasColumn('r', 'next_time'), aliasColumn('r', WINDOW_END))
    return select([...this.keysOf('r'), selected(aliasColumn('r', TIME))], fromQuery(withNext, 'r'), {
      where: [
        isKind('r', KIND.candidate),
        anyOf([isNullSql(aliasColumn('r', 'next_time')), ...(step.within === null ? [] : [isAfterWindow])]),
      ],
    })
  }

  /** A sequence of absent steps alone, which resolving refuses. */
  none(): SqlQuery {
    throw new TypeError('A sequence without a step to start with.')
  }

  get #type(): SqlType {
    return this.#timeType === 'date' ? { kind: 'date' } : { kind: 'timestamp' }
  }

  #keys(relation: string): readonly SqlExpression[] {
    return this.#keyAliases.map((alias) => aliasColumn(relation, alias))
  }

  #rows(times: SqlQuery, kind: number): SqlQuery {
    return select(this.#row('x', kind, { kind: 'null', type: this.#type }), fromQuery(times, 'x'))
  }

  #row(relation: string, kind: number, windowEnd: SqlExpression): readonly SqlSelected[] {
    return [
      ...this.keysOf(relation),
      selected(aliasColumn(relation, TIME)),
      selected(literal('number', exact(kind)), KIND_ALIAS),
      selected(windowEnd, WINDOW_END),
    ]
  }

  /** Reached times with the end of the window that starts there; the time itself where there is none. */
  #starts(reached: SqlQuery, { within }: PlanStep, kind: number = KIND.start): SqlQuery {
    const time = aliasColumn('x', TIME)
    if (within === null) return select(this.#row('x', kind, time), fromQuery(reached, 'x'))
    const { amount, unit } = within
    if (this.#timeType === 'date') {
      return select(this.#row('x', kind, shiftedDate(time, amount, unit)), fromQuery(reached, 'x'))
    }
    const { clock } = this.#lowering
    const isExactDuration = unit === 'minute' || unit === 'hour'
    if (isExactDuration || amount === 0 || !hasTransitions(clock)) {
      return select(this.#row('x', kind, shiftedTimestamp(time, amount, unit)), fromQuery(reached, 'x'))
    }
    // The local time is named, because its text would be repeated for each of the zone's transitions.
    const local = shiftedTimestamp(localTimestamp(time, clock), amount, unit)
    const withLocal = select(
      [...this.keysOf('x'), selected(time), selected(local, 'local_end')],
      fromQuery(reached, 'x'),
    )
    const end = instantOfLocal(aliasColumn('y', 'local_end'), clock)
    return select(this.#row('y', kind, end), fromQuery(withLocal, 'y'))
  }

  /** Adds to each row how many forbidden times stand before it: rows with an equal number have none between them. */
  #numberStretches(rows: SqlQuery): SqlQuery {
    const stretch: SqlExpression = {
      kind: 'window',
      function: 'count',
      operands: [caseWhen(isKind('u', KIND.forbidden), aliasColumn('u', TIME), { kind: 'null', type: this.#type })],
      partitionBy: this.#keys('u'),
      orderBy: ascending('u'),
      running: true,
    }
    const columns = [TIME, KIND_ALIAS, WINDOW_END].map((alias) => selected(aliasColumn('u', alias)))
    return select([...this.keysOf('u'), ...columns, selected(stretch, STRETCH)], fromQuery(rows, 'u'))
  }
}

const isKind = (relation: string, kind: number): SqlExpression =>
  compareSql('=', aliasColumn(relation, KIND_ALIAS), literal('number', exact(kind)))

const ascending = (relation: string) =>
  [TIME, KIND_ALIAS].map((alias) => ({ expression: aliasColumn(relation, alias), descending: false }))

/** Steps longer than this reach beyond every date an attribute can hold. */
const MAX_YEARS = 10_000

const DAYS_PER_YEAR = 366

/** How many of a unit's seconds, days or months a step is, never beyond what engines can add. */
function stepsOf(amount: number, unit: Unit): { readonly of: 'seconds' | 'days' | 'months'; readonly count: number } {
  const limited = (count: number, perYear: number): number => Math.min(count, MAX_YEARS * perYear)
  switch (unit) {
    case 'minute':
      return { of: 'seconds', count: limited(amount * 60, DAYS_PER_YEAR * 86_400) }
    case 'hour':
      return { of: 'seconds', count: limited(amount * 3600, DAYS_PER_YEAR * 86_400) }
    case 'day':
      return { of: 'days', count: limited(amount, DAYS_PER_YEAR) }
    case 'week':
      return { of: 'days', count: limited(amount * 7, DAYS_PER_YEAR) }
    case 'month':
      return { of: 'months', count: limited(amount, 12) }
    case 'quarter':
      return { of: 'months', count: limited(amount * 3, 12) }
    case 'year':
      return { of: 'months', count: limited(amount * 12, 12) }
  }
}

const whole = (value: number): SqlExpression => literal('number', exact(value))

function shiftedDate(date: SqlExpression, amount: number, unit: Unit): SqlExpression {
  const { of, count } = stepsOf(amount, unit)
  return call(of === 'months' ? 'addMonthsToDate' : 'addDaysToDate', date, whole(count))
}

function shiftedTimestamp(timestamp: SqlExpression, amount: number, unit: Unit): SqlExpression {
  const { of, count } = stepsOf(amount, unit)
  switch (of) {
    case 'seconds':
      return call('addSeconds', timestamp, whole(count))
    case 'days':
      return call('addDays', timestamp, whole(count))
    case 'months':
      return call('addMonths', timestamp, whole(count))
  }
}
