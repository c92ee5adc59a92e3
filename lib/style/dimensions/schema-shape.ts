/** What the base of the blueprint's schemas has, and whether the answer inherits from it. */
import { type Annotated, annotatedFields, parentsOf } from '../../framework/schema-classes.js';
import { type BlueprintSchemas, blueprintSchemas, type NamedSchema } from '../blueprint-schemas.js';
import { type Dimension, wordFor } from '../dimension.js';

export type SchemaShape = {
  /** `optional` where all of the base may be left out, so that an update is the base, and others narrow it. */
  readonly base: 'required' | 'optional';
  readonly read: 'base' | 'own';
  /** Whether the answer is above the body of an update. */
  readonly isReadFirst: boolean;
  /** Whether what may be null has a default in an answer too: `due: date | None = None`. */
  readonly hasDefaults: boolean;
};

const STANDARD: SchemaShape = { base: 'required', read: 'base', isReadFirst: false, hasDefaults: false };

export const schemaShape: Dimension<SchemaShape> = {
  id: 'schema-shape',
  default: STANDARD,
  pin: wordFor<SchemaShape>({
    base: STANDARD,
    own: { ...STANDARD, read: 'own' },
    optional: { ...STANDARD, base: 'optional' },
  }),
  learn(host) {
    const schemas = blueprintSchemas(host);
    const { base, create, update, read, between } = schemas;
    const shown = base ?? read ?? create;
    if (shown === undefined) return undefined;
    const inherits = (each: NamedSchema | undefined): boolean =>
      each === undefined || parentsOf(each, host.modules).some(({ node }) => node === base?.node);
    const isReadFirst =
      read !== undefined &&
      update !== undefined &&
      read.module === update.module &&
      read.node.start < update.node.start;
    const answered = read === undefined ? [] : annotatedFields((between ?? read).node).filter(mayBeNull);
    return {
      value: {
        base: base !== undefined && inherits(update) && isOptional(base, schemas) ? 'optional' : 'required',
        read: base === undefined || inherits(between ?? read) ? 'base' : 'own',
        isReadFirst,
        hasDefaults: answered.length > 0 && answered.every(({ value }) => value !== undefined),
      },
      at: host.at(shown.module, shown.node.line),
    };
  },
};

/** Whether all of the base may be left out, and what is required is said again below it. */
function isOptional({ node }: NamedSchema, { create, update }: BlueprintSchemas): boolean {
  const fields = annotatedFields(node);
  const below = [create, update].flatMap((each) => (each === undefined ? [] : annotatedFields(each.node)));
  const narrowed = new Set(below.map(({ name }) => name));
  return fields.length > 0 && fields.every(mayBeLeftOut) && fields.some(({ name }) => narrowed.has(name));
}

const mayBeNull = ({ annotation }: Pick<Annotated, 'annotation'>): boolean =>
  /\bOptional\[|\bNone\b/.test(annotation.text);

/** `X | None = None`, `Optional[X] = True` and the like. */
const mayBeLeftOut = ({ annotation, value }: Pick<Annotated, 'annotation' | 'value'>): boolean =>
  mayBeNull({ annotation }) && value !== undefined && !/^Field\(\s*\.\.\./.test(value.text);
