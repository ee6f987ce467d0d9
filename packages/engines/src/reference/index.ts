export { evaluateInMemory } from './evaluate-in-memory.ts'
