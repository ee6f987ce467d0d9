/** What a run's exit code says. */
export const EXIT = {
  ok: 0,
  /** A definition was refused; `catalog check` found something to repair. */
  refused: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** The engine failed, or the catalog and its sources do not allow an evaluation. */
  engine: 3,
  /** Stopped by Ctrl-C or a signal. */
  cancelled: 130,
} as const
