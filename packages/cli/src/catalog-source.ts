import { dirname, extname, resolve } from 'node:path'
import { type CatalogFile, readCatalog } from '@coterie/definition'
import { EXIT } from './exit-code.ts'
import { readNamedFile } from './named-file.ts'
import { Refusal, refuses } from './report/problem.ts'
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

/** The problems, unless none of them is an error; then they are passed on as warnings. */
export function throwIfRefused(problems: Refusal['problems'], exitCode: number, reporter: Reporter): void {
  if (refuses(problems)) throw new Refusal(exitCode, problems)
  for (const problem of problems) reporter.problem(problem)
}
