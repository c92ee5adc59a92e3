/** The options of `backend-package:inspect`. */
import { HOST_OPTIONS, JSON_OUTPUT, type OptionSpec } from '../yeoman/option-specs.js';

/** Every option of `backend-package:inspect`. */
export const INSPECT_OPTIONS: readonly OptionSpec[] = [
  JSON_OUTPUT,
  {
    name: 'spec',
    type: Boolean,
    description: 'Print the packages that are there as the file that asks for them with --spec, all but the blueprint',
  },
  {
    name: 'check',
    type: Boolean,
    description: 'Print only what is not as it is for the blueprint, and end with status 1 where there is something',
  },
  ...HOST_OPTIONS.filter(({ name }) => !name.startsWith('router')),
];
