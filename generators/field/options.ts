/** The options of `backend-package:field`. */
import { HOST_OPTIONS, type OptionSpec, RUN_OPTIONS } from '../yeoman/option-specs.js';

/** Every option of `backend-package:field`. */
export const FIELD_OPTIONS: readonly OptionSpec[] = [...RUN_OPTIONS, ...HOST_OPTIONS];
