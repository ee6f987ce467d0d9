import { LIMITS } from '../diagnostics/limits.ts'
import type { JsonValue } from '../json/json-value.ts'
import { losslessNumber } from '../json/parse-json.ts'

/** A formula as written: numbers, measure names and arithmetic. `position` counts UTF-16 units from 0. */
export type FormulaNode =
  | { readonly kind: 'number'; readonly number: JsonValue; readonly position: number }
  | { readonly kind: 'name'; readonly name: string; readonly position: number }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-' | '*' | '/'
      readonly left: FormulaNode
      readonly right: FormulaNode
    }

export interface FormulaProblem {
  readonly position: number
  readonly expected: string
  readonly found: string
}

export type ParsedFormula =
  | { readonly formula: FormulaNode; readonly problem?: undefined }
  | { readonly formula?: undefined; readonly problem: FormulaProblem }

interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'unknown' | 'end'
  readonly text: string
  readonly position: number
}

const SPACE = /[ \t\r\n]+/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_])/uy
const NAME = /(?:measures\.)?([\p{L}_][\p{L}\p{N}_]*)/uy
const QUOTED_NAME = /`([^`]*)`/y
const NAME_CHARACTER = /[\p{L}\p{N}_]/u
/** Parentheses and minus signs in one another. */
const MOST_LEVELS = LIMITS.nesting
/** More operands in a row would make the tree too deep to walk. */
const MOST_TOKENS = 1_000

/**
 * Parses a formula: `+ - * / ( )`, numbers, and names of measures, with or without `measures.` before them. A name that is
 * not made of letters, digits and underscores is found if a measure has it, or can stand in backticks.
 */
export function parseFormula(text: string, measureNames: Iterable<string>): ParsedFormula {
  const tokens = tokensOf(text, unusualNames(measureNames))
  const tooMany = tokens[MOST_TOKENS]
  if (tooMany !== undefined) {
    return { problem: problemAt(tooMany, `the end (a formula has at most ${MOST_TOKENS} parts)`) }
  }
  try {
    return { formula: new FormulaParser(tokens).parse() }
  } catch (cause) {
    if (cause instanceof FormulaError) return { problem: cause.problem }
    throw cause
  }
}

/** Names with other characters than a plain name has, the longest first. */
function unusualNames(names: Iterable<string>): readonly string[] {
  const isPlain = (name: string) => {
    NAME.lastIndex = 0
    return NAME.exec(name)?.[1]?.length === name.length
  }
  return [...names].filter((name) => name !== '' && !isPlain(name)).sort((a, b) => b.length - a.length)
}

function tokensOf(text: string, unusual: readonly string[]): readonly Token[] {
  const tokens: Token[] = []
  let position = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position
    return pattern.exec(text)
  }
  const push = (kind: Token['kind'], token: string, length: number) => {
    tokens.push({ kind, text: token, position })
    position += length
  }
  while (position < text.length && tokens.length <= MOST_TOKENS) {
    const space = match(SPACE)
    const number = match(NUMBER)
    const name = unusual.find((one) => standsAt(text, position, one))
    const quoted = match(QUOTED_NAME)
    const plain = match(NAME)
    if (space !== null) position += space[0].length
    else if (number !== null) push('number', number[0], number[0].length)
    else if (name !== undefined) push('name', name, name.length)
    else if (quoted !== null) push('name', quoted[1] ?? '', quoted[0].length)
    else if (plain !== null) push('name', plain[1] ?? '', plain[0].length)
    else {
      const character = String.fromCodePoint(text.codePointAt(position) ?? 0)
      push('+-*/()'.includes(character) ? 'symbol' : 'unknown', character, character.length)
    }
  }
  tokens.push({ kind: 'end', text: '', position: text.length })
  return tokens
}

/** Whether the name stands there whole: not as the beginning of a longer one. */
function standsAt(text: string, position: number, name: string): boolean {
  if (!text.startsWith(name, position)) return false
  const next = text.codePointAt(position + name.length)
  const last = String.fromCodePoint(name.codePointAt(name.length - 1) ?? 0)
  return next === undefined || !NAME_CHARACTER.test(last) || !NAME_CHARACTER.test(String.fromCodePoint(next))
}

class FormulaError extends Error {
  readonly problem: FormulaProblem

  constructor(problem: FormulaProblem) {
    super('wrong formula')
    this.problem = problem
  }
}

function problemAt({ kind, text, position }: Token, expected: string): FormulaProblem {
  return { position, expected, found: kind === 'end' ? 'the end' : `\`${text}\`` }
}

/** A recursive descent: sum, product, sign, operand. */
class FormulaParser {
  readonly #tokens: readonly Token[]
  #next = 0
  #level = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  parse(): FormulaNode {
    const formula = this.#sum()
    if (this.#token().kind !== 'end') this.#fail('an operator or the end')
    return formula
  }

  #sum(): FormulaNode {
    return this.#chain(['+', '-'], () => this.#product())
  }

  #product(): FormulaNode {
    return this.#chain(['*', '/'], () => this.#signed())
  }

  #chain(operators: readonly ('+' | '-' | '*' | '/')[], operand: () => FormulaNode): FormulaNode {
    let left = operand()
    for (;;) {
      const operator = operators.find((one) => this.#isSymbol(one))
      if (operator === undefined) return left
      this.#next++
      left = { kind: 'arithmetic', operator, left, right: operand() }
    }
  }

  #signed(): FormulaNode {
    const { position } = this.#token()
    if (!this.#isSymbol('-')) return this.#operand()
    this.#next++
    return this.#nested(() => negated(this.#signed(), position))
  }

  #operand(): FormulaNode {
    const { kind, text, position } = this.#token()
    if (this.#isSymbol('(')) {
      this.#next++
      const inner = this.#nested(() => this.#sum())
      if (!this.#isSymbol(')')) this.#fail('`)`')
      this.#next++
      return inner
    }
    if (kind === 'number') {
      this.#next++
      return { kind, number: numberOf(text), position }
    }
    if (kind === 'name') {
      this.#next++
      return { kind, name: text, position }
    }
    return this.#fail('a number, the name of a measure or `(`')
  }

  #nested(parse: () => FormulaNode): FormulaNode {
    this.#level++
    if (this.#level > MOST_LEVELS) this.#fail(`a simpler formula (at most ${MOST_LEVELS} levels)`)
    const inner = parse()
    this.#level--
    return inner
  }

  #isSymbol(symbol: string): boolean {
    const { kind, text } = this.#token()
    return kind === 'symbol' && text === symbol
  }

  #token(): Token {
    // The last token is the end, and nothing moves past it.
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', position: 0 }
  }

  #fail(expected: string): never {
    throw new FormulaError(problemAt(this.#token(), expected))
  }
}

/** `.5` and `5.` are numbers here; JSON wants a digit on both sides of the point. */
function numberOf(text: string): JsonValue {
  const [mantissa = '', ...exponent] = text.split(/(?=[eE])/)
  const padded = mantissa
    .replace(/^\./, '0.')
    .replace(/\.$/, '')
    .replace(/^0+(?=\d)/, '')
  return losslessNumber(padded + exponent.join(''))
}

function negated(node: FormulaNode, position: number): FormulaNode {
  return { kind: 'arithmetic', operator: '-', left: { kind: 'number', number: 0, position }, right: node }
}
