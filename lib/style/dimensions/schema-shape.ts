/** What the base of the blueprint's schemas has, and whether the answer inherits from it. */
import { type Annotated, annotatedFields, parentsOf } from '../../framework/schema-classes.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import { type Dimension, wordFor } from '../dimension.js';

export type SchemaShape = {
  /** `optional` where all of the base may be left out, so that an update is the base, and others narrow it. */
  readonly base: 'required' | 'optional';
  readonly read: 'base' | 'own';
};

export const schemaShape: Dimension<SchemaShape> = {
  id: 'schema-shape',
  default: { base: 'required', read: 'base' },
  pin: wordFor<SchemaShape>({
    base: { base: 'required', read: 'base' },
    own: { base: 'required', read: 'own' },
    optional: { base: 'optional', read: 'base' },
  }),
  learn(host) {
    const { base, create, update, read, between } = blueprintSchemas(host);
    if (base === undefined) return undefined;
    const inherits = (each: typeof read): boolean =>
      each === undefined || parentsOf(each, host.modules).some(({ node }) => node === base.node);
    const fields = annotatedFields(base.node);
    const narrowed = new Set(
      [create, update].flatMap((each) =>
        each === undefined ? [] : annotatedFields(each.node).map(({ name }) => name),
      ),
    );
    const isOptional =
      fields.length > 0 &&
      fields.every(mayBeLeftOut) &&
      inherits(update) &&
      fields.some(({ name }) => narrowed.has(name));
    return {
      value: { base: isOptional ? 'optional' : 'required', read: inherits(between ?? read) ? 'base' : 'own' },
      at: host.at(base.module, base.node.line),
    };
  },
};

/** `X | None = None`, `Optional[X] = True` and the like. */
const mayBeLeftOut = ({ annotation, value }: Annotated): boolean =>
  /\bOptional\[|\bNone\b/.test(annotation.text) && value !== undefined && !/^Field\(\s*\.\.\./.test(value.text);
