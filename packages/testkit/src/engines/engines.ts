import { openDuckDbEngine } from '@coterie/engines/duckdb'
import { openReferenceEngine } from '@coterie/engines/reference'
import type { EngineUnderTest } from './engine-under-test.ts'

/** The engines there are. Standing in this list enrols an engine in every conformance test. */
export const engines: readonly EngineUnderTest[] = [
  { name: 'reference', notRunBecause: null, open: openReferenceEngine },
  { name: 'duckdb', notRunBecause: null, open: openDuckDbEngine },
]
