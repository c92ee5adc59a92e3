/** How the blueprint answers for a missing record and for a taken value: the exception, its arguments and its words. */
import { classOf, functionsIn, type HostFunction } from '../../framework/host-classes.js';
import { type Raised, raisedIn } from '../../framework/raised.js';
import { tablesIn } from '../../framework/tables.js';
import { hasNoun, namePattern } from '../../naming/name-pattern.js';
import { isEnglish } from '../../naming/phrase.js';
import { ruffSettings, selectsRule, toolSettings } from '../../project/settings.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import { answerWords, phraseOf, type Words } from '../answer-words.js';
import type { Dimension } from '../dimension.js';
import { conflictBeside, type ExceptionForm, exceptionForm } from '../exception-forms.js';
import type { HostReading } from '../host-reading.js';
import { type OperationChain, operationChains } from '../operation-chains.js';
import { type StatusForm, statusForm } from '../status-form.js';

export type Raises = {
  /** Whether `HTTPException` gets its status and text by name: `status_code=…, detail=…`. */
  readonly isNamed: boolean;
  /** The same for its text alone: `HTTPException(404, detail=…)`. */
  readonly isDetailNamed: boolean;
  readonly status: StatusForm;
  /** What the error is called that an answer comes `from`, or `None`; nothing where it does not say. */
  readonly from: string | undefined;
  /** `if user is None` or `if not user`. */
  readonly test: 'is None' | 'not';
  /** The words, as phrases: `{Title} not found`. */
  readonly missing: string;
  readonly taken: string;
  /** The exceptions. */
  readonly missingBy: ExceptionForm;
  readonly takenBy: ExceptionForm;
};

export const raises: Dimension<Raises> = {
  id: 'raises',
  default: {
    isNamed: false,
    isDetailNamed: false,
    status: 'name',
    from: 'error',
    test: 'is None',
    missing: '{Title} not found',
    taken: '{Field} is already taken',
    missingBy: { kind: 'http' },
    takenBy: { kind: 'http' },
  },
  learn(host) {
    const chains = [...operationChains(host).values()];
    const words = answerWords(host);
    const raisedBy = (scopes: readonly HostFunction[]): readonly Raised[] =>
      scopes.flatMap((scope) => raisedIn(scope, host.modules));
    const byOperations = answersIn(host, raisedBy(chains.flatMap(scopesOf)), words);
    // A blueprint without some operations answers in other functions: `get_profile`.
    const { missing, taken } =
      byOperations.missing === undefined && byOperations.taken === undefined
        ? answersIn(host, raisedBy((host.blueprint?.all ?? []).flatMap(functionsIn)), words)
        : byOperations;
    const shown = missing ?? taken;
    if (shown === undefined) return undefined;
    const http = [missing, taken].find((each) => each?.type === undefined && each?.call !== undefined);
    const given = http?.call?.keywords.get('status_code') ?? http?.call?.positional[0];
    const { default: standard } = raises;
    const missingBy = exceptionForm(host, missing, 404, words);
    const shownBy = exceptionForm(host, taken, 409, words);
    const missingText = ofRecord(textOf(missing, missingBy, words)?.replace(/ ?\{value\}/, ''));
    const takenText = withNoun(textOf(taken, shownBy, words));
    const takenPhrase = takenText ?? standardIn(missingText).taken;
    const type = missingBy.kind === 'host' && taken === undefined ? classOf(missing?.type) : undefined;
    const takenBy = (type && conflictBeside(host, type, takenPhrase)) ?? shownBy;
    return {
      value: {
        isNamed: http === undefined ? standard.isNamed : http.call?.keywords.has('status_code') === true,
        isDetailNamed: http?.call?.keywords.has('detail') === true,
        status: given === undefined || http === undefined ? 'name' : statusForm(http.module, given),
        from: caughtAs(host, chains),
        test: /\bif not \w+:/.test(blockAbove(missing?.statement) ?? '') ? 'not' : 'is None',
        missing: missingText ?? standardIn(takenText).missing,
        taken: takenPhrase,
        missingBy,
        takenBy,
      },
      at: host.at(shown.module, shown.statement.line),
    };
  },
};

type Answers = { readonly missing: Raised | undefined; readonly taken: Raised | undefined };

/** Among what is raised, what answers for a missing record and for a taken value. */
function answersIn(host: HostReading, all: readonly Raised[], words: Words): Answers {
  const gone = all.filter(({ status }) => status === 404);
  return {
    // A handler may look for what the record refers to first.
    missing:
      gone.find((raised) => namesRecord(raised, words)) ??
      gone.find((raised) => !isOfOther(host, raised, words)) ??
      all.find(({ type }) => /NotFound/.test(type?.name ?? '') && !(gone.length > 0)),
    taken:
      all.find((raised) => raised.status === 409 && saysTaken(raised)) ??
      all.find(({ status, statement }) => status === 400 && TAKEN.test(statement.text)) ??
      all.find((raised) => raised.type !== undefined && (saysTaken(raised) || saysTaken(raised, TAKEN))),
  };
}

/** `already deleted` and `does not exist` are about the record itself. */
const STATE =
  '(?:been )?(?:in)?(?:deleted|removed|active|archived|closed|cancel|paid|verified|confirmed|logged|restored|published|completed|finished)';
const TAKEN = new RegExp(
  `(?<!not[ _]?|n['’]t )exist|taken|already(?!\\W+${STATE})|duplicate|registered|unique|in use`,
  'i',
);
const SAYS_STATE = new RegExp(`\\balready\\W+${STATE}`, 'i');

/** A class of the host says in its name that a value is taken: `RoomFullyBooked` is a conflict of its feature alone. */
function saysTaken({ type, statement }: Raised, named: RegExp = /conflict|integrity|in_?use/i): boolean {
  // A conflict with what has become of the record is another one.
  if (SAYS_STATE.test(statement.text)) return false;
  return type === undefined || TAKEN.test(statement.text) || named.test(type.name ?? '');
}

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

/** What an `except` calls the error that its answer comes from; where nothing is caught, the standard's if a linter asks. */
function caughtAs(host: HostReading, chains: readonly OperationChain[]): string | undefined {
  const clauses = chains
    .flatMap(scopesOf)
    .flatMap(({ node }) =>
      [...walk(node)].filter(({ type, text }) => type === 'except_clause' && /\braise\b/.test(text)),
    );
  const own = clauses.filter(({ text }) => /IntegrityError|NoResultFound|StaleData/.test(text));
  const [first] = own.length > 0 ? own : clauses;
  if (first === undefined) return asksForCause(host) ? raises.default.from : undefined;
  const causes = [...walk(first)].map((node) => (node.type === 'raise_statement' ? childOf(node, 'cause') : undefined));
  return causes.find((cause) => cause?.type === 'identifier' || cause?.type === 'none')?.text;
}

/** Whether a linter of the host wants to be told what an error comes from. */
function asksForCause({ files, host: { root }, top }: HostReading): boolean {
  return (
    selectsRule(ruffSettings(files, root, top)?.value, 'B904') || toolSettings(files, root, top, 'pylint') !== undefined
  );
}

/** The phrase of an answer: what the exception is made with, or what its class says. */
function textOf(raised: Raised | undefined, form: ExceptionForm, words: Words): string | undefined {
  if (form.kind !== 'http') {
    const all = form.kind === 'own' ? [...form.given, ...form.passes, ...form.settings] : form.given;
    return all.find(({ kind, text }) => kind === 'text' && /\s/.test(text ?? ''))?.text;
  }
  const { call } = raised ?? {};
  const given = [call?.keywords.get('detail'), call?.positional[1], call?.positional[0]];
  const [literal] = given.flatMap((node) => (raised && words.literal(raised.module, node)) ?? []);
  const phrase = literal && phraseOf(literal.text, words);
  // A single word is what an exception of the host makes its phrase of.
  return raised?.type !== undefined && !/\s/.test(phrase ?? '') ? undefined : phrase;
}

/** The standard's words, in the language of another phrase. */
function standardIn(phrase: string | undefined): Pick<Raises, 'missing' | 'taken'> {
  if (/\bjá\b|não|\bcadastrad|\bexcluíd/i.test(phrase ?? ''))
    return { missing: '{Title} não encontrado', taken: '{Field} já existe' };
  if (/\bno encontrad|\bya\b|está|\bno existe/i.test(phrase ?? ''))
    return { missing: '{Title} no encontrado', taken: '{Field} ya existe' };
  return raises.default;
}

/** Whether it is the exception of another feature: `EventNotFound`, where the host has a class `Event`. */
function isOfOther({ modules, host }: HostReading, { type }: Raised, { nouns }: Words): boolean {
  const name = type?.name ?? '';
  const other = /^([A-Z]\w*?)(?:Is|Was|Does)?(?:Not|Missing|Unknown)/.exec(name)?.[1] ?? '';
  if (other === '' || hasNoun(namePattern(name, nouns))) return false;
  return modules.mentioning(host.root, `class ${other}(`).some((path) => {
    const module = modules.at(path);
    return module !== undefined && tablesIn(module).some((table) => table.name === other);
  });
}

/** Whether what is raised has the noun in a text. */
function namesRecord({ module, statement }: Raised, words: Words): boolean {
  const texts = [...walk(statement)].flatMap((node) => words.literal(module, node) ?? []);
  return texts.some(({ text }) => /\{title\}/i.test(phraseOf(text, words) ?? ''));
}

/** A phrase about the record; nothing for one that is about something else: `Category not found` is not said of a product. */
function ofRecord(phrase: string | undefined): string | undefined {
  const said = phrase?.replace(
    / or (?:is |has been )?(?:inactive|not active|deactivated|disabled|archived|deleted)\b/i,
    '',
  );
  return said !== undefined && (/\{title\}/i.test(said) || isEnglish(said)) ? said : undefined;
}

/** A phrase that says what is taken; another one may be about something else. */
function withNoun(phrase: string | undefined): string | undefined {
  return phrase !== undefined && /\{(?:title|field)\}/i.test(phrase) ? phrase : undefined;
}
