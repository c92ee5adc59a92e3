/** One inserted line: its number in the new text (from 1) and its text without the end of line. */
export type Line = { readonly number: number; readonly text: string };

/** Stable names of refusals: scripts and the docs refer to them, so one that was published never changes. */
export type RefusalId =
  | 'invalid-python'
  | 'layer-shape-unknown'
  | 'models-import-missing'
  | 'models-call-missing'
  | 'models-shape-unknown'
  | 'name-taken'
  | 'prefix-in-include'
  | 'prefix-missing'
  | 'router-ambiguous'
  | 'router-include-missing'
  | 'router-many'
  | 'router-shape-unknown';

/**
 * What led to an edit: the blueprint's own registration was followed, or the one object that includes routers was used,
 * or the one that the user named; for models also the line of other models, or the last import; for a further model what the package has there itself.
 */
export type Followed = 'blueprint' | 'only-place' | 'named-router' | 'other-models' | 'last-import' | 'own-import';

/**
 * What registering one package in one host file came to. `edited.like` says the line of the old text that was followed
 * and `notes` what was left out on purpose; `refused.paste` is the exact text to
 * add by hand, or nothing where no text is known to work.
 */
export type EditOutcome =
  | {
      readonly kind: 'edited';
      readonly source: string;
      readonly lines: readonly Line[];
      readonly followed: Followed;
      readonly like: number;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'unchanged'; readonly because: string }
  | {
      readonly kind: 'refused';
      readonly id: RefusalId;
      readonly reason: string;
      readonly line?: number;
      readonly paste: string;
      /** The file with these lines in it. */
      readonly source?: string;
    };
