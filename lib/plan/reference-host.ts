/** What the models that references lead to are looked up in. */
import type { Project } from '../project/project.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

/** Where references are looked up: the backend as it is, with what the run has written so far. */
export type ReferenceHost = {
  readonly code: Project;
  readonly importRoot: string;
  readonly conventions: Style;
  /** The package that refers, and the dotted names of its models and its schemas. */
  readonly name: string;
  readonly models: string;
  readonly schemas: string;
  readonly columns: number | undefined;
  /** The models that are asked for together with the one that refers. */
  readonly asked?: readonly ModelSpec[];
};
