/** What the options say of the host and of the registration. */
import type { Draft } from '../../lib/plan/request.js';
import type { PackageInput } from '../../lib/request/package.js';
import { isRunByAgent } from './agent.js';
import type { Instance } from './instance.js';

/** An option without its value is told by name before. */
const text = (options: Readonly<Record<string, unknown>>, name: string): string | undefined =>
  typeof options[name] === 'string' && options[name] !== '' ? options[name] : undefined;

/** What was said of the host, by whatever spelling an option's name has after parsing. */
export function hostFlags({ options }: Instance): Draft['flags'] {
  const flags = {
    backend: text(options, 'backend'),
    main: text(options, 'main'),
    routerFile: text(options, 'router-file') ?? text(options, 'routerFile'),
    router: text(options, 'router'),
    like: text(options, 'like'),
  };
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

/** What was said of the model besides its fields. */
export function settingsFlags({ options }: Instance): Pick<PackageInput, 'settings' | 'path' | 'tag'> {
  const told = Object.entries({
    key: text(options, 'key'),
    page: text(options, 'page'),
    table: text(options, 'table'),
    unique: text(options, 'unique'),
    index: text(options, 'index'),
    owner: text(options, 'owner'),
    under: text(options, 'under'),
    timestamps: (options as { readonly timestamps?: unknown }).timestamps === true ? true : undefined,
    softDelete: isSoft(options) ? true : undefined,
  }).filter(([, value]) => value !== undefined);
  const path = text(options, 'path');
  const tag = text(options, 'tag');
  return {
    settings: Object.fromEntries(told),
    ...(path === undefined ? {} : { path }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function isSoft(options: object): boolean {
  const given = options as { readonly softDelete?: unknown; readonly 'soft-delete'?: unknown };
  return given.softDelete === true || given['soft-delete'] === true;
}

export function leavesHostAlone({ options }: Instance): boolean {
  return (options as { readonly register?: unknown }).register === false;
}

export function isOnlyRegistered({ options }: Instance): boolean {
  const given = options as { readonly registerOnly?: unknown; readonly 'register-only'?: unknown };
  return given.registerOnly === true || given['register-only'] === true;
}

/** Asked for; or wanted by an agent that did not say otherwise. What Yeoman makes of an option that was not given is `false`. */
export function wantsJson({ _initOptions: given }: Instance): boolean {
  return given['json'] === undefined ? isRunByAgent() : given['json'] === true;
}

export type ProofSettings = {
  readonly level: 'auto' | 'import' | 'full' | 'off';
  /** New routes may let in more callers than the blueprint's. */
  readonly isPublic: boolean;
  /** The interpreter that the person names. */
  readonly python: string | undefined;
  readonly seconds: number;
};

export const DEFAULT_PROOF = { level: 'auto', seconds: 60 } as const;

/** How the plan is tried; a value that is none was refused before. */
export function proofSettings({ options }: Instance): ProofSettings {
  const { proof, public: isPublic } = options;
  const seconds = Number(options.proofTimeout ?? text(options, 'proof-timeout'));
  return {
    level: proof ?? DEFAULT_PROOF.level,
    isPublic: isPublic === true,
    python: text(options, 'python'),
    seconds: seconds > 0 ? seconds : DEFAULT_PROOF.seconds,
  };
}
