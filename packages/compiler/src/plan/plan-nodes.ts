import type { Comparison, NumberKind, Path } from '@coterie/definition'
import type {
  Condition,
  DecideCondition,
  ListHasTest,
  RankingCondition,
  RegexMatchTest,
  SequenceCondition,
  TextMatchTest,
} from './condition.ts'
import { formulaKey, literalKey, pathKey, termKey, valueKey } from './keys.ts'
import type { PlanAggregate, PlanFormula, PlanValue } from './plan-value.ts'
import type { PlanLiteral, PlanTerm } from './term.ts'

type Fields<N> = Omit<N, 'id' | 'kind'>

type WithoutId<N> = N extends unknown ? Omit<N, 'id'> : never

/**
 * Makes the nodes of one batch's plan. Making an equal node again gives the same object, so that equality is identity and
 * whatever several definitions ask for is there once. Parts of a node are made before it and have smaller ids.
 */
export interface PlanNodes {
  constant(value: boolean): Condition
  /** True of no operands; a single operand stays itself. */
  and(operands: readonly Condition[]): Condition
  /** False of no operands; a single operand stays itself. */
  or(operands: readonly Condition[]): Condition
  not(operand: Condition): Condition
  decide(cases: DecideCondition['cases'], otherwise: Condition): Condition
  isNull(term: PlanTerm): Condition
  compare(operator: Comparison, left: PlanTerm, right: PlanTerm): Condition
  inList(term: PlanTerm, literals: readonly PlanLiteral[]): Condition
  textMatch(fields: Fields<TextMatchTest>): Condition
  regexMatch(fields: Fields<RegexMatchTest>): Condition
  truth(term: PlanTerm): Condition
  listHas(fields: Fields<ListHasTest>): Condition
  /** On a path without steps the audience's own row is the joined row, so the condition stays itself. */
  exists(path: Path, condition: Condition): Condition
  valueTest(aggregate: PlanAggregate, condition: Condition): Condition
  ranking(fields: Fields<RankingCondition>): Condition
  membership(segment: string): Condition
  sequence(fields: Fields<SequenceCondition>): Condition
  aggregate(fields: Fields<PlanAggregate>): PlanAggregate
  formula(formula: PlanFormula, number: NumberKind): PlanValue
  daysSince(of: PlanValue): PlanValue
}

/** Operands in any order are the same condition. */
const sortedIds = (nodes: readonly { readonly id: number }[]): string =>
  nodes
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join()

export function createPlanNodes(): PlanNodes {
  const conditions = new Map<string, Condition>()
  const values = new Map<string, PlanValue>()
  let nextId = 1

  function condition(key: string, fields: WithoutId<Condition>): Condition {
    const known = conditions.get(key)
    if (known !== undefined) return known
    const made: Condition = { id: nextId++, ...fields }
    conditions.set(key, made)
    return made
  }

  function aggregateKey(fields: Fields<PlanAggregate>): string {
    const { aggregate, path, of, column, part, orderBy, where, type } = fields
    return [
      aggregate,
      pathKey(path),
      JSON.stringify(of),
      column === null ? '' : termKey(column),
      part ?? '',
      orderBy === null ? '' : termKey(orderBy),
      where.id,
      type,
      valueKey(fields.default),
    ].join(' ')
  }

  return {
    constant: (value) => condition(`constant ${value}`, { kind: 'constant', value }),
    and(operands) {
      const [only] = operands
      if (only === undefined) return this.constant(true)
      return operands.length === 1 ? only : condition(`and ${sortedIds(operands)}`, { kind: 'and', operands })
    },
    or(operands) {
      const [only] = operands
      if (only === undefined) return this.constant(false)
      return operands.length === 1 ? only : condition(`or ${sortedIds(operands)}`, { kind: 'or', operands })
    },
    not: (operand) => condition(`not ${operand.id}`, { kind: 'not', operand }),
    decide(cases, otherwise) {
      const key = cases.map(({ when, holds }) => `${when.id}${holds ? '+' : '-'}`).join()
      return condition(`decide ${key} ${otherwise.id}`, { kind: 'decide', cases, otherwise })
    },
    isNull: (term) => condition(`isNull ${termKey(term)}`, { kind: 'isNull', term }),
    compare: (operator, left, right) =>
      condition(`${operator} ${termKey(left)} ${termKey(right)}`, { kind: 'compare', operator, left, right }),
    inList(term, literals) {
      const key = `inList ${termKey(term)} ${literals.map(literalKey).join()}`
      return condition(key, { kind: 'inList', term, literals })
    },
    textMatch: (fields) =>
      condition(`${fields.mode} ${termKey(fields.text)} ${termKey(fields.pattern)}`, { kind: 'textMatch', ...fields }),
    regexMatch: (fields) =>
      condition(`regex${fields.ignoreCase ? ' i' : ''} ${termKey(fields.text)} ${JSON.stringify(fields.pattern)}`, {
        kind: 'regexMatch',
        ...fields,
      }),
    truth: (term) => condition(`truth ${termKey(term)}`, { kind: 'truth', term }),
    listHas: (fields) =>
      condition(`has ${fields.quantity} ${termKey(fields.list)} ${fields.literals.map(literalKey).join()}`, {
        kind: 'listHas',
        ...fields,
      }),
    exists(path, inner) {
      if (path.steps.length === 0) return inner
      return condition(`exists ${pathKey(path)} ${inner.id}`, {
        kind: 'exists',
        path,
        condition: inner,
      })
    },
    valueTest: (aggregate, inner) =>
      condition(`valueTest ${aggregate.id} ${inner.id}`, { kind: 'valueTest', aggregate, condition: inner }),
    ranking(fields) {
      const { audience, term, side, by, amount } = fields
      const key = `ranking ${JSON.stringify(audience)} ${termKey(term)} ${side} ${by} ${literalKey(amount)}`
      return condition(key, { kind: 'ranking', ...fields })
    },
    membership: (segment) => condition(`membership ${JSON.stringify(segment)}`, { kind: 'membership', segment }),
    sequence(fields) {
      const steps = fields.steps.map(({ absent, path, time, where, within }) =>
        [absent, pathKey(path), termKey(time), where.id, within?.amount, within?.unit].join(' '),
      )
      return condition(`sequence ${steps.join('; ')}`, { kind: 'sequence', ...fields })
    },
    aggregate(fields) {
      const key = aggregateKey(fields)
      const known = values.get(key)
      if (known?.kind === 'aggregate') return known
      const made: PlanAggregate = { kind: 'aggregate', id: nextId++, ...fields }
      values.set(key, made)
      return made
    },
    formula(formula, number) {
      const key = `formula ${formulaKey(formula)}`
      const known = values.get(key)
      if (known !== undefined) return known
      const made: PlanValue = { kind: 'formula', id: nextId++, formula, type: 'number', number }
      values.set(key, made)
      return made
    },
    daysSince(of) {
      const key = `daysSince ${of.id}`
      const known = values.get(key)
      if (known !== undefined) return known
      const made: PlanValue = { kind: 'daysSince', id: nextId++, of, type: 'number', number: { kind: 'integer' } }
      values.set(key, made)
      return made
    },
  }
}
