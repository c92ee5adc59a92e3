/** Names that a model needs for its functions and that its package has for something else. */
import type { Refusal } from '../refusal.js';
import type { FileOfPackage } from './package-files.js';
import type { Draft } from './request.js';

/** What a model that is new to its package calls its functions is not taken by another model's. */
export function takenNames(
  planned: readonly FileOfPackage[],
  draft: Draft,
  classes: ReadonlySet<string> | undefined,
): readonly Refusal[] {
  const taken = planned.find(({ differs, isShared }) => differs.length > 0 && (isShared || !draft.isNew));
  if (taken === undefined) return [];
  return draft.models.flatMap(({ spec: { name } }): readonly Refusal[] => {
    // A file of all features has what other people wrote, whatever it is called.
    if (classes?.has(name) && !taken.isShared) return [];
    const reason = `The model ${name} needs the name ${taken.differs[0]}, which is here for something else.`;
    const hint = 'Choose another name for the model.';
    return [{ id: 'name-taken', status: 2, reason, at: { path: taken.path }, hint }];
  });
}
