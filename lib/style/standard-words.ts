/** What a message says of an operation where nothing of the blueprint's words can be said of another package. */
import type { OperationName } from './layers.js';

export const STANDARD_WORDS: Readonly<Record<OperationName, string>> = {
  list: '{Many} retrieved successfully',
  get: '{One} retrieved successfully',
  create: '{One} created successfully',
  update: '{One} updated successfully',
  delete: '{One} deleted successfully',
};
