/** How the host writes the schemas of a package: one value for each dimension of them. */
import type { Constraints } from './dimensions/constraints.js';
import type { ExtraFields } from './dimensions/extra-fields.js';
import type { OptionalTypes } from './dimensions/optional.js';
import type { SchemaBase } from './dimensions/schema-base.js';
import type { SchemaConfig } from './dimensions/schema-config.js';
import type { SchemaPatterns } from './dimensions/schema-names.js';
import type { SchemaShape } from './dimensions/schema-shape.js';

export type SchemaValues = {
  /** What the schemas of a model are called, with `{}` for the model's name. */
  readonly schemaNames: SchemaPatterns;
  /** Whether all of the schemas' base may be left out, and whether the answer inherits from it. */
  readonly schemaShape: SchemaShape;
  /** What the schemas inherit from in the end: Pydantic's own class, or one of the host's. */
  readonly schemaBase: SchemaBase;
  /** How a schema says that it reads the attributes of a record. */
  readonly schemaConfig: SchemaConfig;
  /** Whether a body with a field that nobody asked for is refused. */
  readonly extraFields: ExtraFields;
  /** Where the rules of a field are: in a named type, or in the field's own `Field`. */
  readonly constraints: Constraints;
  /** How types that may be null and lists are spelled, where the target Python leaves the choice. */
  readonly optional: OptionalTypes;
};
