import { currentCatalog } from '@coterie/store'
import { AppError } from '../app-error.ts'
import { parseCatalogSource } from './catalog-source.ts'
import { type DataOptions, openWorkspaceData, type WorkspaceData } from './workspace-data.ts'

/** The data in use, opened when it is first needed and exchanged when another catalog is imported. */
export interface DataHolder {
  /** Works with the data in use, which stays open meanwhile. Refuses with `catalog-absent` and what opening refuses with. */
  use<T>(body: (data: WorkspaceData) => Promise<T>): Promise<T>
  /** The same for a stream, which ends the use when it ends. */
  stream<T>(body: (data: WorkspaceData) => AsyncIterable<T>): AsyncIterable<T>
  /** Takes data over that was opened already; what was in use is closed when its last user is done. */
  replace(data: WorkspaceData): void
  /** Takes over what another server has imported meanwhile. */
  catchUp(): Promise<void>
  state(): 'absent' | 'opening' | 'ready' | 'failed'
  close(): Promise<void>
}

interface Held {
  readonly data: WorkspaceData
  users: number
  isReplaced: boolean
}

/** Holds the data of the store's current catalog. */
export function holdData(options: DataOptions): DataHolder {
  let held: Held | undefined
  let opening: Promise<Held> | undefined
  let failed = false
  const closing: Promise<void>[] = []

  const open = async (): Promise<Held> => {
    const kept = await currentCatalog(options.db)
    if (kept === undefined) throw new AppError('catalog-absent')
    const data = await openWorkspaceData(
      parseCatalogSource(kept.catalog),
      { catalogVersion: kept.version, importedAt: kept.createdAt },
      options,
    )
    return take(data)
  }
  const take = (data: WorkspaceData): Held => {
    const before = held
    held = { data, users: 0, isReplaced: false }
    failed = false
    if (before !== undefined) {
      before.isReplaced = true
      closeUnused(before)
    }
    return held
  }
  const closeUnused = (one: Held) => {
    if (one.isReplaced && one.users === 0) closing.push(one.data.close())
  }
  const current = async (): Promise<Held> => {
    if (held !== undefined) return held
    opening ??= open()
      .catch((error: unknown) => {
        failed = !(error instanceof AppError && error.code === 'catalog-absent')
        throw error
      })
      .finally(() => {
        opening = undefined
      })
    return opening
  }
  const borrow = async (): Promise<Held> => {
    const one = await current()
    // Replaced between opening and now: the newer one it is.
    if (one.isReplaced) return borrow()
    one.users += 1
    return one
  }
  const giveBack = (one: Held) => {
    one.users -= 1
    closeUnused(one)
  }

  return {
    use: async (body) => {
      const one = await borrow()
      try {
        return await body(one.data)
      } finally {
        giveBack(one)
      }
    },
    stream: async function* (body) {
      const one = await borrow()
      try {
        yield* body(one.data)
      } finally {
        giveBack(one)
      }
    },
    replace: (data) => {
      take(data)
    },
    catchUp: async () => {
      if (held === undefined) return
      const kept = await currentCatalog(options.db)
      if (kept !== undefined && kept.version > held.data.catalogVersion) await open()
    },
    state: () => {
      if (held !== undefined) return 'ready'
      if (opening !== undefined) return 'opening'
      return failed ? 'failed' : 'absent'
    },
    close: async () => {
      const last = held
      held = undefined
      if (last !== undefined) {
        last.isReplaced = true
        closing.push(last.data.close())
      }
      await Promise.all(closing)
    },
  }
}
