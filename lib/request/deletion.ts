/** How a record says that it is deleted, where it is marked and kept. */
export type Deletion = {
  /** The model's attribute: `deleted_at`. */
  readonly name: string;
  /** When it was deleted, that it is, or that it is in use. */
  readonly kind: 'moment' | 'day' | 'deleted' | 'active';
  /** Whether its moments have no offset. */
  readonly isNaive: boolean;
};
