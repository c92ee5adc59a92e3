/** The options of `backend-package`. */
import {
  HOST_OPTIONS,
  type OptionSpec,
  REGISTER,
  REGISTER_ONLY,
  RUN_OPTIONS,
  SETTING_OPTIONS,
} from '../yeoman/option-specs.js';

/** Every option of `backend-package`: declared to Yeoman, checked, and read by the door without `yo`. */
export const APP_OPTIONS: readonly OptionSpec[] = [
  { name: 'model', type: String, description: "The first model's name, if not the package's singular" },
  ...SETTING_OPTIONS,
  {
    name: 'spec',
    type: String,
    description: 'A YAML or JSON file that asks for several packages; - for standard input',
  },
  { name: 'path', type: String, description: "The package's path, if not its name, as in bills" },
  {
    name: 'tag',
    type: String,
    description: "The tag of its paths in the API's documentation, if not the backend's habit",
  },
  ...RUN_OPTIONS,
  ...HOST_OPTIONS,
  REGISTER,
  REGISTER_ONLY,
];
