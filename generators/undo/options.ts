/** The options of `backend-package:undo`. */
import { JSON_OUTPUT, type OptionSpec } from '../yeoman/option-specs.js';

/** Every option of `backend-package:undo`. */
export const UNDO_OPTIONS: readonly OptionSpec[] = [
  { name: 'yes', type: Boolean, alias: 'y', description: 'Take it back without a question' },
  { name: 'force', type: Boolean, description: 'The same, and move files that you have changed aside' },
  { name: 'dry-run', type: Boolean, description: 'Print what would be taken back as a diff, and write nothing' },
  JSON_OUTPUT,
];
