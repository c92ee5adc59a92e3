/** The names of functions that the schemas of a package may have. */
import { LIMIT_NAMES } from './types/told-limits.js';

/** Names that the package's own functions have: no class or field of the package. */
export const HELPER_NAMES: ReadonlySet<string> = new Set([
  ...LIMIT_NAMES,
  'as_utc',
  'canonical_url',
  'check_json',
  'from_base64',
  'refuse_nul',
  'refuse_offset',
]);
