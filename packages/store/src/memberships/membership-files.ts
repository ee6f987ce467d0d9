/**
 * Where members are kept: immutable files of slices, each slice the ascending ordinals of some profiles. A file is written
 * aside and appears whole, or not at all.
 */
export interface MembershipFiles {
  /** Begins a file. Its name must be new. */
  create(name: string): Promise<MembershipFileWriter>
  /** All ordinals of a slice. Refuses with `member-file-missing`, `member-file-damaged`. */
  read(slice: Slice): Promise<Uint32Array>
  /** Ordinals from a position of the slice on, in ascending order. Refuses with `member-file-missing`, `member-file-damaged`. */
  readPage(slice: Slice, from: number, limit: number): Promise<Uint32Array>
  /** Every file, finished or being written. */
  list(): Promise<readonly MembershipFile[]>
  /** Removes a file; one that is gone already is fine. */
  remove(name: string): Promise<void>
}

/** A file being written. Slices can be read once it is finished. */
export interface MembershipFileWriter {
  /** Adds a slice. Refuses with `members-not-ascending`. */
  append(ordinals: Uint32Array): Promise<Slice>
  /** Makes the file durable and visible under its name. */
  finish(): Promise<void>
  /**
   * Removes what was written unless it is finished: whether a finished file is needed only the database knows, even when
   * the answer to the last commit was lost. The sweep removes it if it is not.
   */
  abandon(): Promise<void>
}

/** Ordinals within a file, and what they must add up to. */
export interface Slice {
  readonly file: string
  readonly byteOffset: number
  readonly byteLength: number
  readonly memberCount: number
  /** SHA-256 (hex) of the ordinals as 32-bit little-endian numbers in ascending order, whatever the file's format. */
  readonly checksum: string
}

export interface MembershipFile {
  /** The name it was created with. */
  readonly name: string
  readonly finished: boolean
  readonly changedAt: Date
}
