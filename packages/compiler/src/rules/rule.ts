import type { RewriteNode } from '../plan/rewrite-condition.ts'

/** A rewrite that keeps the meaning of every condition. */
export interface Rule {
  /** Verb and object in kebab-case, as its file is called; `explain` shows it. */
  readonly name: string
  readonly rewrite: RewriteNode
}
