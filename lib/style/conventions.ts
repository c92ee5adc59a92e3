/** The earlier name of the style's values, for the modules of lib/package that are being rewritten. */
export type { Style as Conventions } from './style-values.js';
