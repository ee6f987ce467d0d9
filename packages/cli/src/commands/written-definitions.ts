import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isJsonObject, type JsonValue, parseJson } from '@coterie/definition'
import { EXIT } from '../exit-code.ts'
import { readNamedFile } from '../named-file.ts'
import { type Problem, Refusal } from '../report/problem.ts'

/** One of many definitions, as written. */
export interface WrittenDefinition {
  readonly id: string
  readonly definition: JsonValue
  readonly place: Place
}

/** Where it is written: a 1-based line of the file of all, or a file of its own. */
export type Place = Pick<Problem, 'line' | 'file'>

export interface WrittenDefinitions {
  readonly written: readonly WrittenDefinition[]
  readonly problems: readonly Problem[]
}

/** The definition of a file, or of standard input (`-`), named by its path. Throws a `Refusal` if the text is no JSON. */
export async function readWrittenDefinition(path: string): Promise<WrittenDefinition> {
  const { value, diagnostic } = parseJson(await readNamedFile(path, 'definition'))
  if (diagnostic !== undefined) throw new Refusal(EXIT.refused, [{ ...diagnostic, file: path }])
  return { id: path, definition: value, place: { file: path } }
}

/**
 * The definitions of a file with one `{"id", "definition"}` a line, of standard input (`-`), or of a folder of .json files
 * whose names are the ids.
 */
export async function readWrittenDefinitions(path: string): Promise<WrittenDefinitions> {
  if (path !== '-' && (await isFolder(path))) return readFolder(path)
  return readDefinitionLines(await readNamedFile(path, 'definitions'))
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function readFolder(path: string): Promise<WrittenDefinitions> {
  const written: WrittenDefinition[] = []
  const problems: Problem[] = []
  const names = (await readdir(path)).filter((name) => name.endsWith('.json')).toSorted()
  for (const name of names) {
    const file = join(path, name)
    const parsed = parseJson(await readNamedFile(file, 'definition'))
    if (parsed.diagnostic === undefined) {
      written.push({ id: basename(name, '.json'), definition: parsed.value, place: { file } })
    } else {
      problems.push({ ...parsed.diagnostic, file })
    }
  }
  return { written, problems }
}

/**
 * The lines `{"id", "definition"}` of a text; blank lines and other keys are left out. A line that is not one is a problem
 * (`json-syntax`, `line-not-object`, `line-without-id`, `line-without-definition`, `id-repeated`).
 */
export function readDefinitionLines(text: string): WrittenDefinitions {
  const written: WrittenDefinition[] = []
  const problems: Problem[] = []
  const lineOfId = new Map<string, number>()
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue
    const line = index + 1
    const read = readLine(content, line, lineOfId)
    if ('code' in read) {
      problems.push(read)
    } else {
      lineOfId.set(read.id, line)
      written.push(read)
    }
  }
  return { written, problems }
}

function readLine(content: string, line: number, lineOfId: ReadonlyMap<string, number>): WrittenDefinition | Problem {
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
  const first = lineOfId.get(id)
  if (first !== undefined) return problem('id-repeated', `The id is already that of line ${first}.`, id)
  return { id, definition, place: { line } }
}
