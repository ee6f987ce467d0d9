import type { OperandsSpec, Operator, OperatorExample } from '@coterie/definition'

/** The operator reference as Markdown, one section an operator in the registry's order. */
export function operatorReference(operators: Iterable<Operator>): string {
  const all = [...operators]
  return [
    '# Operators',
    '',
    'Made from the registry by `npm run generate`. Every example is run on every engine; as of 2024-06-15T12:00:00Z in UTC where nothing else is said.',
    '',
    '| operator | opposite | types | meaning |',
    '| --- | --- | --- | --- |',
    ...all.map((operator) =>
      row([
        code(operator.name),
        operator.negative === null ? '' : code(operator.negative),
        typesOf(operator),
        operator.help,
      ]),
    ),
    '',
    ...all.flatMap(section),
  ].join('\n')
}

function section(operator: Operator): string[] {
  return [
    `## ${operator.negative === null ? code(operator.name) : `${code(operator.name)}, ${code(operator.negative)}`}`,
    '',
    operator.help,
    '',
    `- On: ${typesOf(operator)}`,
    `- Operands: ${operandWords(operator.operands)}`,
    `- Null: ${operator.nullRule}`,
    ...(operator.negative === null ? [] : [`- ${code(operator.negative)} is exactly the complement, on null too.`]),
    '',
    ...operator.examples
      .slice(0, 2)
      .flatMap((example) => [
        '```json',
        JSON.stringify({ attribute: 'table.x', operator: operator.name, ...example.condition }),
        '```',
        '',
        `of ${example.rows.map((value) => code(JSON.stringify(value))).join(', ')} holds for ${membersOf(example.rows, example.members)}${circumstances(example)}.`,
        '',
      ]),
  ]
}

/** When and where an example is told, if not on 15 June 2024 at noon in UTC. */
function circumstances({ asOf, timeZone }: OperatorExample): string {
  return `${asOf === undefined ? '' : `, as of ${asOf}`}${timeZone === undefined ? '' : ` in ${timeZone}`}`
}

function membersOf(rows: readonly unknown[], members: readonly number[]): string {
  return members.length === 0 ? 'none' : members.map((index) => code(JSON.stringify(rows[index]))).join(', ')
}

function operandWords(spec: OperandsSpec): string {
  const words: string[] = []
  for (const name of ['value', 'from', 'to'] as const) {
    const operand = spec[name]
    if (operand === undefined) continue
    const kind = {
      subject: `a value of the attribute's type, or \`{ "attribute": … }\``,
      pattern: 'an RE2 pattern',
      integer: 'min' in operand ? `a whole number from ${operand.min} to ${operand.max}` : '',
      percent: 'a number above 0 and up to 100',
    }[operand.kind]
    words.push(`${code(name)} (${kind})`)
  }
  if (spec.values !== undefined) {
    const kind =
      spec.values.kind === 'subject'
        ? "a list of values of the attribute's type"
        : `a list of whole numbers from ${spec.values.min} to ${spec.values.max}`
    words.push(`${code('values')} (${kind})`)
  }
  if (spec.amount === true) words.push(`${code('amount')} (a whole number)`)
  if (spec.period !== undefined) words.push(`${code('period')} (${spec.period.join(', ')})`)
  if (spec.unit !== undefined) words.push(`${code('unit')} (${spec.unit.join(', ')})`)
  if (spec.compare === true) words.push(`${code('compare')} (lt, lte, is, gte, gt)`)
  if (spec.ignoreCase === true) words.push(`${code('ignoreCase')} (true or false, default false)`)
  return words.length === 0 ? 'none' : words.join('; ')
}

const typesOf = (operator: Operator) => operator.types.map(code).join(', ')
const code = (text: string) => `\`${text}\``
const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
