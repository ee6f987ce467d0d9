import { EXIT } from './exit-code.ts'

/** How long the engine has for an orderly end after Ctrl-C before the process ends regardless, in milliseconds. */
const GRACE_MS = 900

/**
 * A signal that Ctrl-C and termination abort. Asking again changes nothing: a launcher and the terminal may both pass the
 * same Ctrl-C on.
 */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) return
      controller.abort()
      setTimeout(() => process.exit(EXIT.cancelled), GRACE_MS).unref()
    })
  }
  return controller.signal
}
