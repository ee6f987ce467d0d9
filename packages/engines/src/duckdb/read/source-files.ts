import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { glob, open } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { EngineError } from '../../errors.ts'

export type SourceFormat = 'csv' | 'tsv' | 'ndjson' | 'json' | 'parquet'

/** A file of a table's source, ready to be opened: unzipped if it was zipped. */
export interface SourceFile {
  readonly path: string
  /** The file as people know it: relative to the catalog's folder. */
  readonly source: string
  readonly format: SourceFormat
}

const FORMATS: readonly (readonly [RegExp, SourceFormat])[] = [
  [/\.(csv|txt)$/i, 'csv'],
  [/\.(tsv|tab)$/i, 'tsv'],
  [/\.(ndjson|jsonl)$/i, 'ndjson'],
  [/\.json$/i, 'json'],
  [/\.(parquet|parq|pq)$/i, 'parquet'],
]

/** The files a path or glob names, in code-point order of their paths. Refuses with `source-missing`, `source-format-unknown`, `source-unreadable`. */
export async function sourceFiles(
  table: string,
  path: string,
  baseDir: string,
  newFile: (name: string) => string,
): Promise<readonly SourceFile[]> {
  const found = await expandPath(path, baseDir)
  if (found.length === 0) throw new EngineError('source-missing', { table, path })
  const files: SourceFile[] = []
  for (const file of found) files.push(await prepareFile(table, file, baseDir, newFile))
  if (new Set(files.map(({ format }) => (format === 'parquet' ? 'parquet' : 'text'))).size > 1) {
    throw new EngineError('source-unreadable', {
      table,
      path,
      reason: 'it names Parquet files and text files, which one table cannot mix',
    })
  }
  return files
}

async function expandPath(path: string, baseDir: string): Promise<readonly string[]> {
  const literal = resolve(baseDir, path)
  // A file may well have brackets or a star in its name.
  if (existsSync(literal) && statSync(literal).isFile()) return [literal]
  if (!/[*?[{]/.test(path)) return []
  const found: string[] = []
  for await (const match of glob(path, { cwd: baseDir })) {
    const file = resolve(baseDir, match)
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) found.push(file)
  }
  return found.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

async function prepareFile(
  table: string,
  file: string,
  baseDir: string,
  newFile: (name: string) => string,
): Promise<SourceFile> {
  const source = displayPath(file, baseDir)
  const unreadable = (reason: string, cause?: unknown) =>
    new EngineError('source-unreadable', { table, path: source, reason }, cause)
  const named = formatOf(file)
  if (named === null) throw new EngineError('source-format-unknown', { table, path: source })
  let start: Buffer
  try {
    start = await firstBytes(file)
  } catch (cause) {
    throw unreadable(`the file cannot be opened (${codeOf(cause)})`, cause)
  }
  const isZipped = start[0] === 0x1f && start[1] === 0x8b
  if (/\.gz$/i.test(file) && !isZipped) throw unreadable('its name ends in .gz but it is not a gzip file')
  const path = isZipped ? newFile('unzipped') : file
  if (isZipped) {
    try {
      await pipeline(createReadStream(file), createGunzip(), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    } catch (cause) {
      throw unreadable(`it is not a complete gzip file (${codeOf(cause)})`, cause)
    }
    start = await firstBytes(path)
  }
  const isParquet = start.subarray(0, 4).equals(Buffer.from('PAR1'))
  if (named === 'parquet' && !isParquet) throw unreadable('its name says Parquet but it is not a Parquet file')
  if (named !== 'parquet' && isParquet) throw unreadable('it is a Parquet file; let its name end in .parquet')
  if (named !== 'parquet' && isUtf16(start)) throw unreadable('it is encoded in UTF-16; save it as UTF-8')
  return { path, source, format: named }
}

function formatOf(file: string): SourceFormat | null {
  const name = file.replace(/\.gz$/i, '')
  return FORMATS.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** Paths outside the catalog's folder stay as long as they are. */
function displayPath(file: string, baseDir: string): string {
  const shown = relative(baseDir, file)
  return shown.startsWith('..') || isAbsolute(shown) ? file : shown
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function isUtf16(start: Buffer): boolean {
  return (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
}

/** The system's name of an error, e.g. `EACCES`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
