/** How the blueprint answers for a missing record and for a taken value: the exception, its arguments and its words. */
import { classOf, type HostFunction } from '../../framework/host-classes.js';
import type { Raised } from '../../framework/raised.js';
import { isEnglish } from '../../naming/phrase.js';
import { ruffSettings, selectsRule, toolSettings } from '../../project/settings.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import { answerWords, phraseOf, type Words } from '../answer-words.js';
import type { Dimension, Learned } from '../dimension.js';
import { conflictBeside, type ExceptionForm, exceptionForm, isHttpClass } from '../exception-forms.js';
import { hostLanguage } from '../host-language.js';
import type { HostReading } from '../host-reading.js';
import { languageOf } from '../languages.js';
import { type OperationChain, operationChains } from '../operation-chains.js';
import { answersIn, raisedBy, raisedInBlueprint, wordsOfTaken } from '../raised-answers.js';
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
  /** What the blueprint raises and a new package does not: it raises `HTTPException`. */
  readonly unwritten?: { readonly text: string; readonly at: string };
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
    const byOperations = answersIn(host, raisedBy(host, chains.flatMap(scopesOf)), words);
    // A blueprint without some operations answers in other functions: `get_profile`.
    const all = raisedInBlueprint(host);
    const { missing, taken } =
      byOperations.missing === undefined && byOperations.taken === undefined
        ? answersIn(host, all, words)
        : byOperations;
    // How `HTTPException` is written is the same whatever it is raised for.
    const http = [missing, taken, ...all].find((each) => each?.type === undefined && each?.call !== undefined);
    const shown = missing ?? taken ?? http;
    if (shown === undefined) return inLanguage(host);
    const given = http?.call?.keywords.get('status_code') ?? http?.call?.positional[0];
    const { default: standard } = raises;
    const missingBy = exceptionForm(host, missing, 404, words);
    const takenWords = wordsOfTaken(host, taken, words);
    const shownBy = exceptionForm(host, taken, 409, takenWords);
    const missingText = ofRecord(withoutProfile(textOf(missing, missingBy, words))?.replace(/ ?\{value\}/, ''));
    const takenText = withNoun(withoutProfile(textOf(taken, shownBy, takenWords)));
    const standardText = standardIn(host, missingText ?? takenText);
    const takenPhrase = takenText ?? standardText.taken;
    const type = missingBy.kind === 'host' && taken === undefined ? classOf(missing?.type) : undefined;
    const beside = type && (conflictBeside(host, type, takenPhrase) ?? withStatus(missingBy, takenPhrase));
    const takenBy = beside ?? shownBy;
    return {
      value: {
        isNamed: http === undefined ? standard.isNamed : http.call?.keywords.has('status_code') === true,
        isDetailNamed: http?.call?.keywords.has('detail') === true,
        status: given === undefined || http === undefined ? 'name' : statusForm(http.module, given),
        from: caughtAs(host, chains),
        test: /\bif not \w+:/.test(blockAbove(missing?.statement) ?? '') ? 'not' : 'is None',
        missing: missingText ?? standardText.missing,
        taken: takenPhrase,
        missingBy,
        takenBy,
        ...unwrittenOf(host, [
          [missing, missingBy],
          [taken, takenBy],
        ]),
      },
      at: host.at(shown.module, shown.statement.line),
    };
  },
};

/** The standard's words in the host's language, where the blueprint raises nothing. */
function inLanguage(host: HostReading): Learned<Raises> | undefined {
  const found = hostLanguage(host);
  if (found === undefined) return undefined;
  const { missing, taken } = found.language;
  return { value: { ...raises.default, missing, taken }, at: found.at };
}

/** The first exception of the host that cannot be followed, where it is not FastAPI's own by another name, or one of that without a text. */
function unwrittenOf(
  host: HostReading,
  all: readonly (readonly [Raised | undefined, ExceptionForm])[],
): Pick<Raises, 'unwritten'> {
  for (const [raised, form] of all) {
    if (raised === undefined || form.kind !== 'http') continue;
    const type = classOf(raised.type);
    const detail = raised.call?.keywords.get('detail') ?? raised.call?.positional[1];
    // What an error says is a text: `str(error)`.
    const isOther = /^(?:dictionary|call)$/.test(detail?.type ?? '') && !/^str\(/.test(detail?.text ?? '');
    const isText = type === undefined && !isOther;
    if (isText || (type !== undefined && isHttpClass(host, type))) continue;
    const text = raised.statement.text.replace(/^raise\s+|\s+from \w+$/g, '').replace(/\s+/g, ' ');
    return { unwritten: { text, at: host.at(raised.module, raised.statement.line) } };
  }
  return {};
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

/** The class of a missing record where it is told its status: that of a taken value is another one. */
function withStatus(form: ExceptionForm, text: string): ExceptionForm | undefined {
  if (form.kind !== 'host' || !form.given.some(({ kind }) => kind === 'status')) return undefined;
  const isKnown = form.given.every(({ kind }) => kind === 'status' || kind === 'text');
  if (!isKnown || form.given.filter(({ kind }) => kind === 'text').length !== 1) return undefined;
  return { ...form, given: form.given.map((each) => (each.kind === 'text' ? { ...each, text } : each)) };
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

/** The standard's words, in the language of another phrase; where there is none, in the host's. */
function standardIn(host: HostReading, phrase: string | undefined): Pick<Raises, 'missing' | 'taken'> {
  return (phrase === undefined ? hostLanguage(host)?.language : languageOf(phrase)) ?? raises.default;
}

/** `Doctor profile already exists` says it of what people alone have. */
const withoutProfile = (phrase: string | undefined): string | undefined =>
  phrase?.replace(/(\{title\}) (?:profile|account)\b/i, '$1');

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
