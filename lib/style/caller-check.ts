/** What refuses some callers beside a handler's dependencies, in its first lines or in a decorator, as a new handler can have it. */
import type { CopiedText } from '../project/copied-text.js';

/** What stands in copied code for the handler's session. */
export const SESSION = '{session}';

export type CallerCheck = {
  /** Its first line as the host has it. */
  readonly text: string;
  readonly at: string;
  /** The parameters that give who calls. */
  readonly callers: readonly string[];
  /** Whether the guards let in callers who say nothing of themselves, whom this refuses. */
  readonly refusesNobody: boolean;
  /** What a caller that does not pass is answered; none where that is not seen. */
  readonly statuses: readonly number[];
  /** Whether the blueprint asks besides whose a record is, and lets in owners whom this refuses. */
  readonly isReduced?: true;
  /** What the blueprint's handler calls the session, where it is needed. */
  readonly session?: string;
} & (
  | {
      readonly kind: 'call';
      readonly callee: string;
      readonly code: CopiedText;
      /** What it is given of the caller: `check_role(user["role"])`. */
      readonly reads: readonly CallerValue[];
    }
  | ({
      readonly kind: 'raise';
      /** What it needs of the caller under a name: `is_admin = can_manage_users(current_user)`. */
      readonly locals: readonly { readonly name: string; readonly value: CopiedText }[];
      readonly condition: CopiedText;
      /** With `{one}` and `{many}` for the nouns in its message. */
      readonly raised: CopiedText;
      /** Whether it is a call that raises, and not what is raised. */
      readonly isCalled: boolean;
    } & Ways)
  /** What stands between the decorator of the route and the handler: `@role_required("admin")`. */
  | ({
      readonly kind: 'decorator';
      readonly code: CopiedText;
      /** What it can be put around. */
      readonly around: 'coroutine' | 'function' | 'both';
    } & Ways)
);

/** What a caller has who passes, and one who does not, where that is told. */
export type Ways = { readonly passes: Passing; readonly fails: Passing | undefined };

export type Passing = { readonly values: readonly CallerValue[]; readonly answers: readonly SaidOfCaller[] };

/** `user.role` or `user["role"]`, which has to be one of these values; the caller itself where nothing more is asked. */
export type CallerValue = {
  readonly caller: string;
  readonly member: CallerMember | undefined;
  readonly values: readonly CopiedText[];
  /** Anything but these will do, and `values` is one of it. */
  readonly but?: readonly CopiedText[];
};

/** Attributes of attributes have their names joined: `role.name`. */
export type CallerMember = { readonly kind: 'attribute' | 'item'; readonly name: string };

/** A function that is asked about the caller, by its name in the module; of a new handler's own where there is none. */
export type SaidOfCaller = { readonly module: string | undefined; readonly callee: string; readonly answer: boolean };

/** Whether a handler has to be a coroutine to have it. */
export function isAwaited(check: CallerCheck): boolean {
  if (check.kind === 'decorator') return check.around === 'coroutine';
  const texts = check.kind === 'raise' ? [check.condition, ...check.locals.map(({ value }) => value)] : [];
  if (check.kind === 'call') texts.push(check.code);
  return texts.some((each) => each.texts.some((text) => /(?<![\w."'])await\b/.test(text)));
}
