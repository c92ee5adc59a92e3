/** What the schemas of a model are called: every printer asks here. */
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

export type SchemaNames = {
  /** What the others have in common. */
  readonly base: string;
  /** The bodies of a create and of an update. */
  readonly create: string;
  readonly update: string;
  /** The answer. */
  readonly read: string;
};

export type SchemaRole = keyof SchemaNames;

export function schemaNames(_: { readonly conventions: Style }, { name }: ModelSpec): SchemaNames {
  return { base: `${name}Base`, create: `${name}Create`, update: `${name}Update`, read: name };
}
