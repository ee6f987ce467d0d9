import { isJsonObject, type JsonValue, parseJson } from '@coterie/definition'
import type { Problem } from '../report/problem.ts'

/** One line of a file of many definitions. */
export interface DefinitionLine {
  readonly id: string
  /** 1-based. */
  readonly line: number
  readonly definition: JsonValue
}

/**
 * The lines `{"id", "definition"}` of a text, blank ones and other keys left out. A line that is not one is a problem
 * (`json-syntax`, `line-not-object`, `line-without-id`, `line-without-definition`, `id-repeated`).
 */
export function readDefinitionLines(text: string): {
  readonly lines: readonly DefinitionLine[]
  readonly problems: readonly Problem[]
} {
  const lines: DefinitionLine[] = []
  const problems: Problem[] = []
  const seen = new Map<string, number>()
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue
    const read = readLine(content, index + 1, seen)
    if ('code' in read) {
      problems.push(read)
    } else {
      seen.set(read.id, read.line)
      lines.push(read)
    }
  }
  return { lines, problems }
}

function readLine(content: string, line: number, seen: ReadonlyMap<string, number>): DefinitionLine | Problem {
  const parsed = parseJson(content)
  if (parsed.diagnostic !== undefined) return { ...parsed.diagnostic, line }
  const { value } = parsed
  const problem = (code: string, message: string, id?: string): Problem => ({
    code,
    severity: 'error',
    message,
    line,
    params: { line },
    ...(id === undefined ? {} : { id }),
  })
  if (!isJsonObject(value)) return problem('line-not-object', 'A line is an object {"id": …, "definition": …}.')
  const id = Object.hasOwn(value, 'id') ? value['id'] : undefined
  if (typeof id !== 'string') return problem('line-without-id', 'A line has an `id`, which is a text.')
  const definition = Object.hasOwn(value, 'definition') ? value['definition'] : undefined
  if (definition === undefined) return problem('line-without-definition', 'A line has a `definition`.', id)
  const first = seen.get(id)
  if (first !== undefined) return problem('id-repeated', `The id is already that of line ${first}.`, id)
  return { id, line, definition }
}
