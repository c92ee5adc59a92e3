/** The class of the host that says when records were made and changed: for which models of a run, and what the plan tells. */
import { relative } from 'node:path';
import { columnsOf, copiedColumn } from '../framework/columns.js';
import type { Table } from '../framework/tables.js';
import type { PackageNames } from '../package/context.js';
import type { Project } from '../project/project.js';
import type { ModelSpec } from '../request/model.js';
import { type StampMixin, stampMixinOf } from '../style/stamp-mixin.js';
import type { Style } from '../style/style-values.js';
import type { ModelThere } from './model-there.js';
import type { ModelDraft } from './request.js';

/** Nothing where no model asks for it, or where one writes such a column itself. */
export function stampMixinFor(
  code: Project,
  style: Style,
  models: readonly Pick<ModelDraft, 'spec'>[],
): StampMixin | undefined {
  const asking = models.filter(({ spec }) => spec.settings.hasTimestamps);
  const found = asking.length === 0 ? undefined : stampMixinOf(code, style);
  const fields = asking.flatMap(({ spec }) => spec.fields.map(({ name }) => name));
  return found?.stamps.some(({ name }) => fields.includes(name)) === true ? undefined : found;
}

/** A model that is there as one that was asked to have them, where it inherits from that class. */
export function withStampMixin(
  code: Project,
  style: Style,
  there: ModelThere,
): { readonly there: ModelThere; readonly stampMixin: StampMixin | undefined } {
  const { spec, table } = there;
  const found = stampMixinOf(code, style);
  if (found === undefined || !hasThem(code, table.table, found)) return { there, stampMixin: undefined };
  const names = found.stamps.map(({ name }) => name);
  const fields = spec.fields.filter(({ name }) => !names.includes(name));
  const settings = { ...spec.settings, hasTimestamps: true };
  return { there: { ...there, spec: { ...spec, fields, settings } }, stampMixin: found };
}

/** Whether a model has them as that class or that other model does. */
function hasThem(code: Project, { module, node }: Table, { source, stamps }: StampMixin): boolean {
  const [head = ''] = node.text.split(':');
  if (source !== undefined) return new RegExp(`\\b${source.name}\\b`).test(head);
  const isField = stamps.some(({ column }) => column?.form === 'field');
  const own = columnsOf(module, node, isField).map((each) => [each.name, copiedColumn(each, () => false, code)]);
  return stamps.every(({ name, column }) =>
    own.some((each) => JSON.stringify(each) === JSON.stringify([name, column])),
  );
}

/** Which class it is, and which model of the host shows it. */
export function stampNotes(
  root: string,
  { stampMixin: mixin }: Pick<PackageNames, 'stampMixin'>,
  specs: readonly ModelSpec[],
): readonly string[] {
  if (mixin === undefined) return [];
  const { source, stamps, like } = mixin;
  const names = stamps.map(({ name }) => name).join(' and ');
  const from = source === undefined ? '' : ` from ${source.name}`;
  return specs
    .filter(({ settings }) => settings.hasTimestamps)
    .map(({ name }) => `${name} has ${names}${from}, like ${relative(root, like.path)}:${like.line}.`);
}
