import { readFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { type CatalogFile, readCatalog } from '@coterie/definition'
import { EXIT } from './exit-code.ts'
import { plainProblem, Refusal, refuses } from './report/problem.ts'
import type { Reporter } from './report/reporter.ts'

/** A catalog file and the folder its paths start from. */
export interface CatalogSource {
  readonly path: string
  readonly file: CatalogFile
  readonly baseDir: string
}

/** Reads a catalog file, YAML or, if its name ends in .json, JSON. Throws a `Refusal` with all of its problems. */
export async function readCatalogSource(path: string, reporter: Reporter): Promise<CatalogSource> {
  const text = await readNamedFile(path, 'catalog')
  const { file, diagnostics } = readCatalog(text, extname(path).toLowerCase() === '.json' ? 'json' : 'yaml')
  const problems = diagnostics.map((diagnostic) => ({ ...diagnostic, file: path }))
  if (file === null) throw new Refusal(EXIT.engine, problems)
  for (const problem of problems) reporter.problem(problem)
  return { path, file, baseDir: dirname(resolve(path)) }
}

/** The text of a file named on the command line, `-` being standard input. Throws a `Refusal` (`file-unreadable`) of wrong usage. */
export async function readNamedFile(path: string, role: 'catalog' | 'definition' | 'definitions'): Promise<string> {
  try {
    const bytes = path === '-' ? await readStandardInput() : await readFile(path)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    const reason = reasonOf(error)
    throw new Refusal(EXIT.usage, [
      plainProblem('file-unreadable', `The ${role} file \`${path}\` cannot be read: ${reason}.`, { path, role }),
    ])
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8 text'
  return error instanceof Error ? error.message : String(error)
}

/** The problems, unless none of them is an error; then they are passed on as warnings. */
export function throwIfRefused(problems: Refusal['problems'], exitCode: number, reporter: Reporter): void {
  if (refuses(problems)) throw new Refusal(exitCode, problems)
  for (const problem of problems) reporter.problem(problem)
}
