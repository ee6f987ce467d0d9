import { LIMITS } from '../diagnostics/limits.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { measureAudience } from '../resolve/measure-audience.ts'
import type { Names } from '../resolve/names.ts'
import { resolveAggregate } from '../resolve/resolve-aggregate.ts'
import { isMeasureReference, measureNameOf, resolveReference } from '../resolve/resolve-reference.ts'
import type { AggregateValue, ColumnSubject, ProfileValue } from '../resolve/resolved.ts'
import type { ReferenceNode } from '../tree/tree.ts'
import type { Measure } from './catalog.ts'
import type { CatalogFile, CatalogFileMeasure } from './catalog-file.ts'
import { sizeOfValue } from './measure-size.ts'
import { formulaPointer } from './parse-measure.ts'
import { withDefault } from './resolve-default.ts'
import { resolveFormula } from './resolve-formula.ts'

interface ValueOfAudience {
  readonly value: ProfileValue
  readonly audience: string
}

/** The measures, each resolved after those it is made of; wrong ones are reported and left out. */
export function resolveMeasures(
  file: CatalogFile,
  tables: Omit<Names, 'measure' | 'measureNames'>,
  report: Report,
): ReadonlyMap<string, Measure> {
  const resolved = new Map<string, Resolved>()
  /** The measures being resolved, outermost first: a name that is met again closes a circle. */
  const open: { readonly name: string; depth: number }[] = []

  const measure = (name: string): Measure | 'refused' | undefined => {
    const known = resolved.get(name) ?? resolveNamed(name)
    const user = open.at(-1)
    if (user !== undefined && known !== undefined) user.depth = Math.max(user.depth, known.depth + 1)
    return known?.measure
  }
  const resolveNamed = (name: string): Resolved | undefined => {
    const written = Object.hasOwn(file.measures, name) ? file.measures[name] : undefined
    if (written === undefined) return undefined
    const start = open.findIndex((one) => one.name === name)
    if (start >= 0) refuseCircle(open.slice(start).map((one) => one.name))
    // A chain that is too long is not followed to its end; whoever started it is too deep.
    if (start >= 0 || open.length > LIMITS.references) return { measure: 'refused', depth: 1 }
    const frame = { name, depth: 1 }
    open.push(frame)
    const value = resolveMeasure(written, names, report)
    open.pop()
    const isRefused = resolved.has(name) || !isWithinLimits(written, value, frame.depth, report)
    const result: Resolved = {
      measure: value === null || isRefused ? 'refused' : { name, ...labelOf(written), ...value },
      depth: frame.depth,
    }
    resolved.set(name, result)
    return result
  }
  const refuseCircle = (circle: readonly string[]) => {
    for (const [i, name] of circle.entries()) {
      if (resolved.has(name)) continue
      resolved.set(name, { measure: 'refused', depth: 1 })
      const fromHere = [...circle.slice(i), ...circle.slice(0, i), name]
      report('measure-circle', childPointer('/measures', name), { circle: fromHere })
    }
  }

  const measureNames = Object.keys(file.measures)
  const names: Names = { ...tables, measure, measureNames }
  return new Map(
    measureNames.flatMap((name) => {
      const one = measure(name)
      return one === undefined || one === 'refused' ? [] : [[name, one] as const]
    }),
  )
}

interface Resolved {
  readonly measure: Measure | 'refused'
  /** How many measures stand in one another, this one included. */
  readonly depth: number
}

function isWithinLimits(
  { pointer }: CatalogFileMeasure,
  value: ValueOfAudience | null,
  depth: number,
  report: Report,
): boolean {
  if (depth > LIMITS.references) {
    report('measure-too-deep', pointer, { limit: LIMITS.references })
    return false
  }
  if (value !== null && sizeOfValue(value.value) > LIMITS.measureSize) {
    report('measure-too-large', pointer, { limit: LIMITS.measureSize })
    return false
  }
  return true
}

function labelOf({ label }: CatalogFileMeasure): Pick<Measure, 'label'> {
  return label === undefined ? {} : { label }
}

function resolveMeasure(written: CatalogFileMeasure, names: Names, report: Report): ValueOfAudience | null {
  switch (written.kind) {
    case 'aggregate':
      return resolveAggregateMeasure(written, names, report)
    case 'formula':
      return resolveFormula(written.formula, formulaPointer(written), names, report)
    case 'daysSince':
      return resolveDaysSince(written.of, names, report)
  }
}

function resolveAggregateMeasure(
  written: CatalogFileMeasure & { kind: 'aggregate' },
  names: Names,
  report: Report,
): ValueOfAudience | null {
  const audience = measureAudience(written.aggregate, names)
  const segment = (_name: string, pointer: string) => {
    report('segment-in-measure', pointer, {})
    return null
  }
  const value = resolveAggregate(written.aggregate, { names, audience, report, segment })
  if (value === null) return null
  const at = { pointer: written.pointer, timeZone: names.timeZone, report }
  const withItsDefault = written.default === undefined ? value : withDefault(value, written.default, at)
  return withItsDefault && { value: withItsDefault, audience }
}

function resolveDaysSince(reference: ReferenceNode, names: Names, report: Report): ValueOfAudience | null {
  const { text, pointer } = reference
  const measure = isMeasureReference(text) ? names.measure(measureNameOf(text)) : undefined
  if (measure === 'refused') return null
  const audience = measure?.audience ?? names.audience
  const subject = resolveReference(reference, names, audience, report)
  if (subject === null) return null
  if (subject.type !== 'date' && subject.type !== 'datetime') {
    report('days-since-type', pointer, { reference: text, type: subject.type })
    return null
  }
  if (subject.kind === 'column' && !names.audiences.includes(subject.table)) {
    report('days-since-related-attribute', pointer, { reference: text })
    return null
  }
  const of = subject.kind === 'value' ? subject.value : ownValue(subject)
  const value: ProfileValue = { kind: 'daysSince', of, type: 'number', number: { kind: 'integer' } }
  return { value, audience: subject.kind === 'column' ? subject.table : audience }
}

/** An attribute of the audience table as a value of the profile: the greatest of one. */
function ownValue({ table, column, type }: ColumnSubject): AggregateValue {
  return {
    kind: 'aggregate',
    aggregate: 'max',
    path: { audience: table, steps: [] },
    of: table,
    column,
    columnType: type,
    part: null,
    orderBy: null,
    where: { kind: 'group', match: 'all', conditions: [], pointer: '' },
    default: null,
    type,
  }
}
