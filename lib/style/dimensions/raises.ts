/** How the blueprint answers for a missing record and for a taken value: the exception, its arguments and its words. */
import type { HostFunction } from '../../framework/host-classes.js';
import { type Raised, raisedIn } from '../../framework/raised.js';
import { type Nouns, nounsOf } from '../../naming/name-pattern.js';
import { humanWords, pascalCase } from '../../naming/names.js';
import { type PythonNode, walk } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { mainColumns, mainModel } from '../main-model.js';
import { type OperationChain, operationChains } from '../operation-chains.js';

export type Raises = {
  /** Whether `HTTPException` gets its status and text by name: `status_code=…, detail=…`. */
  readonly isNamed: boolean;
  /** `status.HTTP_404_NOT_FOUND` or `404`. */
  readonly status: 'name' | 'number';
  /** What the error is called that an answer comes `from`; nothing where it does not say. */
  readonly from: string | undefined;
  /** `if user is None` or `if not user`. */
  readonly test: 'is None' | 'not';
  /** The words, with `{Title}`, `{title}` and `{key}` of the record, `{Field}` and `{field}` of the unique one. */
  readonly missing: string;
  readonly taken: string;
};

export const raises: Dimension<Raises> = {
  id: 'raises',
  default: {
    isNamed: false,
    status: 'name',
    from: 'error',
    test: 'is None',
    missing: '{Title} not found',
    taken: '{Field} is already taken',
  },
  learn(host) {
    const chains = [...operationChains(host).values()];
    const all = chains.flatMap((chain) => scopesOf(chain)).flatMap((scope) => raisedIn(scope, host.modules));
    const missing = all.find(({ status }) => status === 404);
    const taken = all.find(({ status, statement }) => status === 409 || (status === 400 && TAKEN.test(statement.text)));
    const shown = missing ?? taken;
    if (shown === undefined) return undefined;
    const http = [missing, taken].find((each) => each?.type === undefined && each?.call !== undefined);
    const given = http?.call?.keywords.get('status_code') ?? http?.call?.positional[0];
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const { default: standard } = raises;
    return {
      value: {
        isNamed: http === undefined ? standard.isNamed : http.call?.keywords.has('status_code') === true,
        status: given === undefined || !/^\d+$/.test(given.text) ? 'name' : 'number',
        from: caughtAs(chains),
        test: /\bif not \w+:/.test(blockAbove(missing?.statement) ?? '') ? 'not' : 'is None',
        missing: (missing && missingText(missing, nouns)) ?? standard.missing,
        taken: (taken && takenText(taken, nouns, host)) ?? standard.taken,
      },
      at: host.at(shown.module, shown.statement.line),
    };
  },
};

const TAKEN = /exist|taken|already|duplicate|registered|unique|in use/i;

function scopesOf({ links, loader, handler, bottom }: OperationChain): readonly HostFunction[] {
  const all = [
    bottom,
    ...links.map(({ target }) => target).reverse(),
    ...(loader === undefined ? [] : [loader]),
    handler,
  ];
  return [...new Map(all.map((scope) => [scope.node, scope])).values()];
}

/** The condition under which something is raised. */
function blockAbove(statement: PythonNode | undefined): string | undefined {
  for (let at = statement?.parent; at !== undefined; at = at.parent) if (at.type === 'if_statement') return at.text;
  return undefined;
}

/** What an `except` calls the error that its answer comes from; where nothing is caught, the standard's. */
function caughtAs(chains: readonly OperationChain[]): string | undefined {
  const clauses = chains
    .flatMap(scopesOf)
    .flatMap(({ node }) =>
      [...walk(node)].filter(({ type, text }) => type === 'except_clause' && /\braise\b/.test(text)),
    );
  const own = clauses.filter(({ text }) => /IntegrityError|NoResultFound|StaleData/.test(text));
  const [first] = own.length > 0 ? own : clauses;
  if (first === undefined) return raises.default.from;
  return /\braise\b[\s\S]*\bfrom\s+(\w+)/.exec(first.text)?.[1];
}

/** The text that an exception is made with; nothing where it is no plain string. */
function detailOf({ call }: Raised): string | undefined {
  const strings = [call?.keywords.get('detail'), call?.positional[1], call?.positional[0]];
  const given = strings.find((node) => node?.type === 'string' || node?.type === 'concatenated_string');
  return given === undefined ? undefined : /^[fF]?(["'])([^"'\\]*)\1$/.exec(given.text)?.[2];
}

function missingText(raised: Raised, nouns: Nouns): string | undefined {
  const text = detailOf(raised);
  const pattern = text === undefined ? undefined : withTitle(text.replace(/\{\w*id\w*\}/g, '{key}'), nouns);
  return pattern !== undefined && isWhole(pattern) ? pattern : undefined;
}

function takenText(raised: Raised, nouns: Nouns, host: HostReading): string | undefined {
  const text = detailOf(raised);
  if (text === undefined) return undefined;
  const unique = mainColumns(host).map(({ name }) => humanWords(name));
  let pattern = withTitle(text, nouns);
  for (const field of [...unique, 'email', 'username', 'name', 'login']) {
    const title = field.charAt(0).toUpperCase() + field.slice(1);
    pattern = pattern
      .replace(new RegExp(`(?<![\\w{])${title}(?![\\w}])`), '{Field}')
      .replace(new RegExp(`(?<![\\w{])${field}(?![\\w}])`), '{field}');
  }
  return isWhole(pattern) && /\{[Tt]itle\}|\{[Ff]ield\}/.test(pattern) ? pattern : undefined;
}

function withTitle(text: string, { one }: Nouns): string {
  let pattern = text;
  for (const noun of one.map(humanWords)) {
    const title = noun.charAt(0).toUpperCase() + noun.slice(1);
    pattern = pattern
      .replace(new RegExp(`(?<![\\w{])(?:${title}|${pascalCase(noun)})(?![\\w}])`), '{Title}')
      .replace(new RegExp(`(?<![\\w{])${noun}(?![\\w}])`), '{title}');
  }
  return pattern;
}

/** Whether a text has no other placeholder than ours, which would be a name of the blueprint. */
function isWhole(pattern: string): boolean {
  return [...pattern.matchAll(/\{(\w*)[^}]*\}/g)].every(([, name = '']) =>
    /^(?:Title|title|key|Field|field)$/.test(name),
  );
}
