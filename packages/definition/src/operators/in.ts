import { isExact, toFloat } from '../values/exact.ts'
import { simpleLowerCase } from '../values/text.ts'
import type { Exact, Value } from '../values/value.ts'
import type { Term } from './expression.ts'
import { typedLiteral } from './literals.ts'
import { numberOf, required, textOf } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { alternatives, caseNote } from './wording.ts'

/** Membership of texts and numbers in a list. Exported under another name because `in` is a word of JavaScript. */
export const isIn: PredicateOperator = {
  kind: 'predicate',
  name: 'in',
  negative: 'notIn',
  types: ['string', 'number'],
  operands: { values: { kind: 'subject' }, ignoreCase: true },
  label: 'is any of',
  negativeLabel: 'is not any of',
  help: 'Equals one of the values.',
  nullRule: 'false',
  evaluate(value, { values, ignoreCase }) {
    const list = required(values, 'values')
    if (typeof value !== 'string') return hasNumber(list, numberOf(value))
    return hasText(list, value, ignoreCase === true)
  },
  toExpression(subject, { values, ignoreCase, subjectType }) {
    const lower = ignoreCase === true
    const term: Term = lower ? { kind: 'lower', text: subject } : subject
    const literals = required(values, 'values').map((value) =>
      typedLiteral(subjectType, lower ? simpleLowerCase(textOf(value)) : value),
    )
    return { kind: 'inList', term, literals }
  },
  describe(words, negated) {
    const { values = [] } = words
    const verb = negated ? 'is not' : 'is'
    return `${verb} ${values.length > 1 ? 'any of ' : ''}${alternatives(values)}${caseNote(words)}`
  },
  examples: [
    { type: 'string', condition: { values: ['ES', 'PT'] }, rows: ['ES', 'PT', 'FR', 'es', null], members: [0, 1] },
    {
      type: 'string',
      condition: { operator: 'notIn', values: ['ES', 'PT'] },
      rows: ['ES', 'FR', '', null],
      members: [1, 2, 3],
    },
    {
      type: 'string',
      condition: { values: ['straße', 'ΟΔΟΣ', 'İ'], ignoreCase: true },
      rows: ['STRAßE', 'STRASSE', 'οδος', 'οδοσ', 'i', 'I', 'i\u0307', null],
      members: [0, 3, 4, 5],
    },
    { type: 'number', condition: { values: [1, 2.5] }, rows: [1, '1.0', '2.50', 2, null], members: [0, 1, 2] },
    { type: 'number', condition: { operator: 'notIn', values: [1, 2.5] }, rows: [1, '2.5', 2, null], members: [2, 3] },
    { type: 'number', number: 'float', condition: { values: [0.1, 3] }, rows: [0.1, 3, 0.3, null], members: [0, 1] },
  ],
}

// A list may hold a million values and is tested once a row, so what is looked up in it is kept as long as the list is.
const textSets = new WeakMap<readonly Value[], ReadonlySet<string>>()
const loweredTextSets = new WeakMap<readonly Value[], ReadonlySet<string>>()
const exactSets = new WeakMap<readonly Value[], ReadonlySet<string>>()
const floatSets = new WeakMap<readonly Value[], ReadonlySet<number>>()

function hasText(values: readonly Value[], text: string, ignoreCase: boolean): boolean {
  if (!ignoreCase) return setOf(values, textSets, textOf).has(text)
  return setOf(values, loweredTextSets, (value) => simpleLowerCase(textOf(value))).has(simpleLowerCase(text))
}

/** Literals are exact numbers; against a float each is its nearest float. */
function hasNumber(values: readonly Value[], number: Exact | number): boolean {
  if (isExact(number)) return setOf(values, exactSets, (value) => numberOf(value).toFixed()).has(number.toFixed())
  return setOf(values, floatSets, (value) => toFloat(numberOf(value))).has(number)
}

function setOf<Item>(
  values: readonly Value[],
  sets: WeakMap<readonly Value[], ReadonlySet<Item>>,
  itemOf: (value: Value) => Item,
): ReadonlySet<Item> {
  const known = sets.get(values)
  if (known !== undefined) return known
  const items = new Set(values.map(itemOf))
  sets.set(values, items)
  return items
}
