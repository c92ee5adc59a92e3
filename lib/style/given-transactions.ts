/** Who begins and ends the transaction of a session that a function is given. */
import { isRefusal } from '../refusal.js';
import { learnedOf } from './dimension.js';
import { transaction } from './dimensions/transaction.js';
import type { HostReading } from './host-reading.js';
import type { OperationName } from './layers.js';

/** Whether the session's dependency owns the transaction. */
export function endsWithTheRequest(host: HostReading): boolean {
  const found = learnedOf(transaction, host);
  return found !== undefined && !isRefusal(found) && found.value === 'flush';
}

/**
 * Whether a write begins the transaction of a session that it is given and does not open: that raises where the record was
 * looked for before it, or who calls.
 */
export function beginsGiven(operation: OperationName, text: string): boolean {
  const begins = /\bwith\s+(?:self\.|cls\.)?\w*(?:session|db)\w*\.begin\(/.test(text);
  return begins && !/\bas\s+\w*(?:session|db)\w*\s*[,:]/.test(text) && operation !== 'list' && operation !== 'get';
}
