/** What an operation of a base does of what a package promises. */

/** An operation that a generic base of the host has. */
export type Supply = {
  /** Whether it does what a package promises: a bounded list in a stable order, what was sent and nothing else, the record as it is stored. */
  readonly isRight: boolean;
  /** Whether neither it nor the session's dependency commits. */
  readonly isUncommitted: boolean;
  /** Whether what it gives is read back. */
  readonly isFresh: boolean;
  /** Whether it is an INSERT, an UPDATE or a DELETE of its own: null stays null, and a record that is gone is none. */
  readonly isStatement: boolean;
  /** Whether it stores what a schema has that was not sent, so that no default of the database is used. */
  readonly dumpsAll: boolean;
  /** Whether it gives nothing where there is no record; otherwise it has to be called with one that exists. */
  readonly isOptional: boolean;
  /** Whether it fails where there is nothing to change. */
  readonly needsChanges: boolean;
  /** Whether it fails where no row is left that it could change. */
  readonly needsRow: boolean;
  /** Whether what it gives is nothing that can be answered, so that the record is read again. */
  readonly isReadAgain: boolean;
  /** Where a list has the records in what it gives: the key of a dict. */
  readonly recordsAt: string | undefined;
  /** The column that it sets itself in every model that has it: `updated_at`. */
  readonly touches: string | undefined;
  /**
   * The columns that it takes for marks of deleted records, and whether every model of the host has them; `isByModel` where
   * it looks whether its model does.
   */
  readonly marks: { readonly names: readonly string[]; readonly isOfAll: boolean; readonly isByModel?: true };
  /** Whether it can be told what columns hold, by their names. */
  readonly takesColumns: boolean;
};
