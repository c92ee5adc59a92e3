/** The options of `backend-package:model`. */
import { HOST_OPTIONS, type OptionSpec, RUN_OPTIONS, SETTING_OPTIONS } from '../yeoman/option-specs.js';

/** Every option of `backend-package:model`. */
export const MODEL_OPTIONS: readonly OptionSpec[] = [...SETTING_OPTIONS, ...RUN_OPTIONS, ...HOST_OPTIONS];
