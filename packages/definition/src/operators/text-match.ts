import { simpleLowerCase } from '../values/text.ts'
import type { Expression, Predicate, Term } from './expression.ts'
import { typedLiteral } from './literals.ts'
import { textOf } from './operand-values.ts'
import type { EvaluatedOperands, OperatorExample, PredicateOperator } from './operator.ts'
import { anyOf } from './predicates.ts'
import { alternatives, caseNote } from './wording.ts'

type Mode = Extract<Expression, { kind: 'textMatch' }>['mode']

interface TextMatch {
  readonly name: Mode
  readonly negative: string
  readonly label: string
  readonly negativeLabel: string
  readonly help: string
  readonly matches: (text: string, pattern: string) => boolean
  readonly examples: readonly OperatorExample[]
}

/** An operator that finds `value`, or any of `values`, at a certain place of a text. */
export function textMatchOperator(declaration: TextMatch): PredicateOperator {
  const { name, negative, label, negativeLabel, help, matches, examples } = declaration
  return {
    kind: 'predicate',
    name,
    negative,
    types: ['string'],
    operands: { value: { kind: 'subject' }, values: { kind: 'subject' }, ignoreCase: true },
    label,
    negativeLabel,
    help,
    nullRule: 'false',
    evaluate(value, operands) {
      const cased = operands.ignoreCase === true ? simpleLowerCase : (text: string) => text
      const text = cased(textOf(value))
      return patternsOf(operands).some((pattern) => matches(text, cased(pattern)))
    },
    toExpression(subject, { value, values = [], ignoreCase }) {
      const cased = (term: Term): Term => (ignoreCase === true ? { kind: 'lower', text: term } : term)
      const patterns = value === undefined ? values.map((one) => typedLiteral('string', one)) : [value.term]
      return anyOf(
        patterns.map(
          (pattern): Predicate => ({ kind: 'textMatch', mode: name, text: cased(subject), pattern: cased(pattern) }),
        ),
      )
    },
    describe: (words, negated) =>
      `${negated ? negativeLabel : label} ${alternatives(words.values ?? [words.value ?? ''])}${caseNote(words)}`,
    examples,
  }
}

function patternsOf({ value, values }: EvaluatedOperands): readonly string[] {
  return value === undefined ? (values ?? []).map(textOf) : [textOf(value.value)]
}
