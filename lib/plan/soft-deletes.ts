/** Which models of a run are marked as deleted, how, and what the plan tells of it. */
import { relative } from 'node:path';
import { withArticle } from '../naming/phrase.js';
import type { HostFiles } from '../project/files.js';
import type { Refusal } from '../refusal.js';
import { referredBy } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { blueprintMark, type SoftDeletes, softDeletesOf, suppliedMarks } from '../style/soft-deletes.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';

/** Nothing where no model asks for it and no class of the host does it by itself. */
export function softDeletesFor(
  files: HostFiles,
  host: Host,
  style: Style,
  models: readonly { readonly spec: ModelSpec }[],
): SoftDeletes | undefined {
  const isAsked = models.some(({ spec }) => spec.settings.isSoftDeleted);
  return isAsked || isInherited(style) ? softDeletesOf(files, host, style) : undefined;
}

export function withDeletion(marks: SoftDeletes | undefined, style: Style, spec: ModelSpec): ModelSpec {
  const isMarked = spec.settings.isSoftDeleted === true || isInherited(style);
  return marks !== undefined && isMarked ? { ...spec, deletion: marks.all[0] } : spec;
}

/** Whether what a layer inherits marks what it deletes, with a column that every model has. */
function isInherited({ layers }: Style): boolean {
  if (layers.kind !== 'chain') return false;
  const supply = layers.chain[0]?.operations.delete.supply;
  return supply?.isRight === true && supply.marks.names.length > 0 && supply.marks.isOfAll;
}

/** Why records of a model cannot be marked. */
export function softDeleteProblem({ envelope }: Style, { name, fields, deletion }: ModelSpec): Refusal | undefined {
  if (deletion === undefined) return undefined;
  if (fields.some((field) => field.name === deletion.name)) {
    const reason = `--soft-delete: ${name} has a field ${deletion.name}, by which its records are marked as deleted.`;
    return { id: 'soft-delete-field', status: 2, reason, hint: `Leave the field ${deletion.name} out.` };
  }
  if (envelope.total?.counts.some((count) => count?.isInherited === true) !== true) return undefined;
  return {
    id: 'soft-delete-inherited',
    status: 3,
    reason:
      '--soft-delete: the lists of this backend tell a total that a class of it counts, which would count deleted records.',
    hint: 'Leave --soft-delete out, or write the package by hand and register it with --register-only.',
  };
}

/** What a reference says of a delete that never removes the row; not where a model has had it before. */
export function restrictProblem({ fields }: ModelSpec): Refusal | undefined {
  for (const field of fields) {
    const to = referredBy(field);
    if (field.ondelete !== 'restrict' || to?.deletion === undefined) continue;
    return {
      id: 'soft-delete-restrict',
      status: 2,
      reason: `${to.relation}: ondelete=restrict keeps nobody from deleting ${withArticle(to.name)}, which sets ${to.deletion.name} and leaves the row there.`,
      hint: 'Leave ondelete out: the reference stays, and the database refuses to remove the row without it, too.',
    };
  }
  return undefined;
}

/** What a delete does, and what becomes of what refers to a deleted record. */
export function softDeleteNotes(
  files: HostFiles,
  host: Host,
  marks: SoftDeletes | undefined,
  specs: readonly ModelSpec[],
  style: Style,
): readonly string[] {
  const plain = specs.filter(({ deletion }) => deletion === undefined);
  const shown = plain.length === 0 ? undefined : blueprintMark(files, host);
  // A blueprint that deletes for good shows that such a column means nothing here.
  const [ofAll] = shown === undefined && style.evidence['deletes'] === undefined ? suppliedMarks(host.code, style) : [];
  return [
    ...specs.flatMap((spec) => (marks === undefined ? [] : noteOn(host, marks, spec))),
    ...(shown === undefined
      ? []
      : plain.map(
          ({ name }) =>
            `A delete of ${withArticle(name)} removes it, where the blueprint's sets ${shown.all[0].name} and keeps the record (${shown.at}): --soft-delete does as that one.`,
        )),
    ...(ofAll === undefined
      ? []
      : plain.map(
          ({ name }) =>
            `A delete of ${withArticle(name)} removes it, where every model has ${ofAll.name} (${style.evidence['supplied']}): --soft-delete sets that and keeps the record.`,
        )),
    ...specs.flatMap(({ name, fields }) =>
      fields.flatMap((field) => {
        const to = field.scope === undefined ? referredBy(field) : undefined;
        if (to?.deletion === undefined || to.isSelf) return [];
        return `${to.deletion.name} only marks ${withArticle(to.name)} as deleted: ${withArticle(name)} that refers to one by then keeps it.`;
      }),
    ),
  ];
}

function noteOn({ root }: Host, { mixin, at, column }: SoftDeletes, spec: ModelSpec): readonly string[] {
  const { name, deletion, fields, settings } = spec;
  if (deletion === undefined) return [];
  const like = mixin === undefined ? at : `${relative(root, mixin.like.path)}:${mixin.like.line}`;
  const from = mixin === undefined ? '' : ` from ${mixin.source.name}`;
  const seen = like !== undefined ? `, like ${like}` : column === 'standard' ? ', which no model here shows' : '';
  const isUnique = fields.some(({ unique }) => unique) || settings.uniques.length > 0;
  return [
    `A delete of ${withArticle(name)} sets ${deletion.name}${from} and keeps the record${seen}.`,
    ...(isUnique ? [`What is unique stays taken by ${withArticle(name)} that is deleted.`] : []),
  ];
}
