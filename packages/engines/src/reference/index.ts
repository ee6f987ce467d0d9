export { evaluateInMemory } from './evaluate-in-memory.ts'
export { openReferenceEngine } from './reference-engine.ts'
