import { createHash } from 'node:crypto'
import { glob, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, extname, isAbsolute, relative, resolve, sep } from 'node:path'
import { type CatalogFile, type Diagnostic, isJsonObject, parseJson, readCatalog } from '@coterie/definition'
import { AppError } from '../app-error.ts'

/** A catalog's text and where its sources are. This is what the store keeps, as JSON. */
export interface CatalogSource {
  readonly text: string
  readonly format: 'yaml' | 'json'
  /** The folder the catalog's paths are relative to. */
  readonly baseDir: string
}

/** Reads a catalog file under the allowed folder. Refuses with `folder-not-allowed`, `catalog-file-missing`. */
export async function readCatalogSource(path: string, allowedFolder: string): Promise<CatalogSource> {
  const file = await confinedFile(resolve(allowedFolder, path), allowedFolder)
  if (file === null) throw new AppError('catalog-file-missing', { message: `There is no catalog file \`${path}\`.` })
  return {
    text: await readFile(file, 'utf8'),
    format: extname(file).toLowerCase() === '.json' ? 'json' : 'yaml',
    baseDir: dirname(file),
  }
}

/** The source as the store keeps it. */
export function printCatalogSource({ text, format, baseDir }: CatalogSource): string {
  return JSON.stringify({ format, baseDir, text })
}

/** A source as the store kept it. */
export function parseCatalogSource(kept: string): CatalogSource {
  const { value } = parseJson(kept)
  if (value === undefined || !isJsonObject(value)) throw new TypeError('the kept catalog is not what we wrote')
  const { text, format, baseDir } = value
  if (typeof text !== 'string' || typeof baseDir !== 'string')
    throw new TypeError('the kept catalog is not what we wrote')
  return { text, format: format === 'json' ? 'json' : 'yaml', baseDir }
}

/** The catalog in a source. Refuses with `catalog-refused` and all of its problems. */
export function parseCatalog({ text, format }: CatalogSource): CatalogFile {
  const { file, diagnostics } = readCatalog(text, format)
  if (file === null) throw refusedCatalog(diagnostics)
  return file
}

/** A refusal that tells every problem. */
export function refusedCatalog(diagnostics: readonly Diagnostic[]): AppError {
  return new AppError('catalog-refused', { message: 'The catalog has problems; nothing was changed.', diagnostics })
}

/**
 * Checks that every file the catalog reads is under the allowed folder, links followed, and returns a name for the state of
 * all of them. Refuses with `folder-not-allowed`.
 */
export async function sourceState(file: CatalogFile, baseDir: string, allowedFolder: string): Promise<string> {
  const found: string[] = []
  for (const [table, { source }] of Object.entries(file.tables)) {
    if (!('path' in source)) continue
    const pattern = resolve(baseDir, source.path)
    const paths = (await confinedFile(pattern, allowedFolder)) === null ? await matching(pattern) : [pattern]
    for (const path of paths.sort()) {
      const confined = await confinedFile(path, allowedFolder)
      if (confined === null) continue
      const { size, mtimeMs } = await stat(confined)
      found.push(JSON.stringify([table, relative(baseDir, path), size, mtimeMs]))
    }
  }
  return createHash('sha256').update(found.join('\n')).digest('hex').slice(0, 16)
}

async function matching(pattern: string): Promise<string[]> {
  const paths: string[] = []
  for await (const path of glob(pattern)) paths.push(path)
  return paths
}

/** The real path of a file under a folder; null when there is no such file. Refuses with `folder-not-allowed`. */
async function confinedFile(path: string, folder: string): Promise<string | null> {
  // What a path says is checked before the disk is asked, so that answers tell nothing about what is outside.
  refuseOutside(path, resolve(folder))
  const real = await realpath(path).catch(() => null)
  if (real !== null) refuseOutside(real, await realpath(folder))
  return real
}

function refuseOutside(path: string, folder: string): void {
  const within = relative(folder, path)
  if (within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within)) {
    throw new AppError('folder-not-allowed', {
      message: 'The path leads out of the folder that files are imported from.',
    })
  }
}
