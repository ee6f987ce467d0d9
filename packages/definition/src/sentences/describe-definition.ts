import type { Catalog } from '../catalog/catalog.ts'
import { operatorNamed } from '../operators/index.ts'
import { duration } from '../operators/wording.ts'
import { farTable } from '../resolve/find-paths.ts'
import type {
  Path,
  ResolvedCondition,
  ResolvedDefinition,
  ResolvedGroup,
  ResolvedRule,
  ResolvedSequence,
  SequenceStep,
  SetOperator,
} from '../resolve/resolved.ts'
import { describeSubject } from './describe-value.ts'
import { columnWords, tableWords } from './names-in-words.ts'
import { operandsInWords } from './operands-in-words.ts'

const MOST_CONDITIONS = 12
/** Of longer groups so many conditions are said, and how many more there are. */
const SAID_OF_LONG_GROUP = 8

const SET_OPERATOR_WORDS: Readonly<Record<SetOperator, string>> = {
  union: 'Add ',
  intersect: 'Keep only ',
  except: 'Remove ',
}

/** A definition in plain English, one sentence a rule. */
export function describeDefinition(definition: ResolvedDefinition, catalog: Catalog): readonly string[] {
  return definition.rules.map((rule) => describeRule(rule, catalog))
}

function describeRule({ name, combine, path, group }: ResolvedRule, catalog: Catalog): string {
  const label = name === undefined ? '' : `${name}: `
  const verb = combine === null ? '' : SET_OPERATOR_WORDS[combine]
  const profiles = tableWords(path.audience, catalog)
  const rows = path.steps.length === 0 ? '' : ` with at least one of ${rowWords(path, catalog)}`
  const isAll = group.conditions.length === 0 && group.match !== 'any'
  const condition = isAll ? '' : ` where ${describeGroup(group, farTable(path), catalog)}`
  const all = !isAll || rows !== '' ? '' : combine === null ? 'All ' : 'all '
  return `${label}${verb}${all}${profiles}${rows}${condition}.`
}

/** The joined rows of a path, from the far table to the audience. */
function rowWords({ steps }: Path, catalog: Catalog): string {
  const [far = '', ...between] = steps.map((step) => tableWords(step.table, catalog)).reverse()
  return between.length === 0 ? `their ${far}` : `their ${far} (through ${between.join(', ')})`
}

/** A condition in plain English, without a capital or a full stop. Attributes of tables other than `of` name their table. */
export function describeCondition(condition: ResolvedCondition, catalog: Catalog, of = ''): string {
  switch (condition.kind) {
    case 'group':
      // What `none` says has parentheses of its own.
      return condition.match === 'none'
        ? describeGroup(condition, of, catalog)
        : `(${describeGroup(condition, of, catalog)})`
    case 'test': {
      const words = (subject: typeof condition.subject) => describeSubject(subject, of, catalog)
      const operands = operandsInWords(condition.operands, condition.subject, words)
      return `${words(condition.subject)} ${operatorNamed(condition.operator).describe(operands, condition.negated)}`
    }
    case 'segment':
      return `${condition.negated ? 'not in' : 'in'} the segment "${condition.segment}"`
    case 'sequence':
      return describeSequence(condition, catalog)
  }
}

/** The conditions of a group without parentheses. */
export function describeGroup({ match, conditions }: ResolvedGroup, of: string, catalog: Catalog): string {
  if (conditions.length === 0) return match === 'any' ? 'nothing holds' : 'anything holds'
  const isLong = conditions.length > MOST_CONDITIONS
  const said = conditions
    .slice(0, isLong ? SAID_OF_LONG_GROUP : conditions.length)
    .map((condition) => describeCondition(condition, catalog, of))
  if (isLong) said.push(`${conditions.length - SAID_OF_LONG_GROUP} more conditions`)
  switch (match) {
    case 'all':
      return said.join(' and ')
    case 'any':
      return said.join(' or ')
    case 'none':
      return said.length === 1 ? `not (${said.join('')})` : `none of (${said.join('; ')})`
  }
}

/** The `where` of an aggregate or a step in parentheses; nothing where it is true of every row. */
export function whereWords(where: ResolvedGroup, of: string, catalog: Catalog): string {
  const isAll = where.conditions.length === 0 && where.match !== 'any'
  return isAll ? '' : ` (where ${describeGroup(where, of, catalog)})`
}

function describeSequence({ steps }: ResolvedSequence, catalog: Catalog): string {
  const [first, ...others] = steps
  const start = first === undefined ? '' : stepWords(first, catalog)
  return [start, ...others.map((step) => `then ${windowWords(step)}${stepWords(step, catalog)}`)].join(', ')
}

function windowWords({ within }: SequenceStep): string {
  return within === null ? '' : `within ${duration(within)} `
}

function stepWords({ absent, path, time, where }: SequenceStep, catalog: Catalog): string {
  const table = farTable(path)
  const condition = whereWords(where, table, catalog)
  return `${absent ? 'no ' : ''}${tableWords(table, catalog)} (by ${columnWords(time, table, catalog)})${condition}`
}
