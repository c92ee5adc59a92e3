/** What handlers do with records, for the printers, which know nothing else of a framework's files. */
export { byOperation, OPERATIONS } from '../framework/operations.js';
