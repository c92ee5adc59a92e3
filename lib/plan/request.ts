/** What the generators of one run ask for, gathered by package. */
import type { HostFlags } from '../backend/flags.js';
import type { ModelSpec } from '../request/model.js';

export type { HostFlags } from '../backend/flags.js';

/** A model and its path below the package's prefix; the first model of a package has none. */
export type ModelDraft = { readonly spec: ModelSpec; readonly path: string };

/** One package as its generators hand it in, and the folder from which its backend is looked for. */
export type Draft = {
  readonly name: string;
  readonly slug: string;
  readonly start: string;
  readonly flags: HostFlags;
  /** Its registration is asked for. */
  readonly registers: boolean;
  /** The package exists, whoever wrote it, and is only registered. */
  readonly isRegisteredOnly: boolean;
  /** The package is made in this run; otherwise it has to exist. */
  readonly isNew: boolean;
  readonly models: readonly ModelDraft[];
  /** A model that was asked for twice, differently. */
  readonly contradicted?: string | undefined;
};

/** The same package as two generators of the run ask for it. */
export function merged(known: Draft, other: Draft): Draft {
  const flags = { ...known.flags, ...other.flags };
  const together = {
    ...known,
    flags,
    registers: known.registers && other.registers,
    isRegisteredOnly: known.isRegisteredOnly || other.isRegisteredOnly,
    isNew: known.isNew || other.isNew,
  };
  return other.models.reduce(withModel, together);
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
