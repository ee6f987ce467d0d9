import { openDuckDbEngine } from '@coterie/engines/duckdb'
import { openReferenceEngine } from '@coterie/engines/reference'
import type { EngineUnderTest } from './engine-under-test.ts'

/** The engines there are. Standing in this list enrols an engine in every conformance test. */
export const engines: readonly EngineUnderTest[] = [
  { name: 'duckdb', notRunBecause: null, open: openDuckDbEngine },
  // It shares its reader with the embedded engine and its meaning with what engines are compared with.
  { name: 'reference', notRunBecause: null, open: openReferenceEngine },
]

/** Those whose meaning is not the reference evaluator's own: the ones long comparisons with it are worth their time for. */
export const comparedEngines: readonly EngineUnderTest[] = engines.filter(({ name }) => name !== 'reference')
