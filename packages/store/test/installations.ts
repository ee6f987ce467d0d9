import { existsSync } from 'node:fs'
import { binariesIn, bundledBinaries, type PostgresBinaries } from '../src/postgres/binaries.ts'

/** A PostgreSQL the suites run on. */
export interface Installation {
  readonly name: 'postgres-18' | 'postgres-15'
  readonly binaries: () => Promise<PostgresBinaries>
}

const OLDEST = '/usr/lib/postgresql/15'

/** Every PostgreSQL present on this machine: the bundled one, and the oldest supported where it is installed. */
export const installations: readonly Installation[] = [
  { name: 'postgres-18', binaries: bundledBinaries },
  ...(existsSync(`${OLDEST}/bin/postgres`)
    ? [{ name: 'postgres-15', binaries: () => Promise.resolve(binariesIn(OLDEST)) } as const]
    : []),
]

/** Says which suites could not run; "not run" is never "passed". */
export const notRun = installations.length === 2 ? [] : [`postgres-15: not run, ${OLDEST} is not installed`]
