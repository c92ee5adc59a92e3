/** What the generators of one run ask for, gathered by package. */
import type { HostFlags } from '../backend/flags.js';
import type { Field } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { AskedPlaces } from '../request/spec.js';

export type { HostFlags } from '../backend/flags.js';

/** A model and its path below the package's prefix; the first model of a package has none. */
export type ModelDraft = { readonly spec: ModelSpec; readonly path: string };

/** Fields for a model that is there. */
export type AddedFields = { readonly model: string; readonly fields: readonly Field[] };

/** One package as its generators hand it in, and the folder from which its backend is looked for. */
export type Draft = {
  readonly name: string;
  readonly slug: string;
  /** The tag that is asked for. */
  readonly tag?: string;
  readonly start: string;
  readonly flags: HostFlags;
  /** Its registration is asked for. */
  readonly registers: boolean;
  /** The package exists, whoever wrote it, and is only registered. */
  readonly isRegisteredOnly: boolean;
  /** The package is made in this run; otherwise it has to exist. */
  readonly isNew: boolean;
  readonly models: readonly ModelDraft[];
  /** What models that are there get. */
  readonly added?: readonly AddedFields[];
  /** What of it no package of the host gathers with others of its layer. */
  readonly direct?: readonly string[];
  /** Where it is asked for, where that is a file. */
  readonly places?: AskedPlaces | undefined;
  /** A model that was asked for twice, differently. */
  readonly contradicted?: string | undefined;
};

/** The same package as two generators of the run ask for it. */
export function merged(known: Draft, other: Draft): Draft {
  const flags = { ...known.flags, ...other.flags };
  const together = {
    ...known,
    ...(other.tag === undefined ? {} : { tag: other.tag }),
    flags,
    registers: known.registers && other.registers,
    isRegisteredOnly: known.isRegisteredOnly || other.isRegisteredOnly,
    isNew: known.isNew || other.isNew,
  };
  const added = [...(known.added ?? []), ...(other.added ?? [])];
  return other.models.reduce(withModel, added.length === 0 ? together : { ...together, added });
}

/** The draft with the fields of a model that the run makes in that model. */
export function settled(draft: Draft): Draft {
  const { added = [], models } = draft;
  if (added.length === 0) return draft;
  const together = new Map<string, AddedFields>();
  for (const { model, fields } of added) {
    together.set(model, { model, fields: [...(together.get(model)?.fields ?? []), ...fields] });
  }
  const made = models.map((each) => {
    const more = together.get(each.spec.name);
    together.delete(each.spec.name);
    if (more === undefined) return each;
    return { ...each, spec: { ...each.spec, fields: [...each.spec.fields, ...more.fields] } };
  });
  return { ...draft, models: made, added: [...together.values()] };
}

function withModel(draft: Draft, model: ModelDraft): Draft {
  const { name } = model.spec;
  const same = draft.models.find((each) => each.spec.name === name);
  const isOther = same !== undefined && JSON.stringify(same) !== JSON.stringify(model);
  // A package has one first model.
  const isSecondFirst = model.path === '' && draft.models.some((each) => each.path === '' && each.spec.name !== name);
  return {
    ...draft,
    models: [...draft.models.filter((each) => each !== same), model],
    contradicted: isOther || isSecondFirst ? name : draft.contradicted,
  };
}
