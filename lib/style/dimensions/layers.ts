/** The layers between the handlers and the session: which the blueprint has, and how each of their operations is called. */
import type { HostFunction } from '../../framework/host-classes.js';
import { parameterName } from '../../framework/parameter-dependencies.js';
import { hasStatements } from '../../framework/session-calls.js';
import { unitGivenTo } from '../../framework/units-of-work.js';
import { type Nouns, namePattern, nounsOf } from '../../naming/name-pattern.js';
import { parametersOf } from '../../python/find.js';
import { childOf } from '../../python/syntax.js';
import { isRefusal } from '../../refusal.js';
import { sessionAttribute } from '../controller-attributes.js';
import { type Dimension, learnedOf } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { levelsThatAnswer } from '../layer-answers.js';
import { committing, suppliedBelow, writesOf } from '../layer-commits.js';
import { keepsNoSession } from '../layer-holders.js';
import { variableIn } from '../layer-locals.js';
import {
  baseProblem,
  belowProblem,
  betweenProblem,
  factoryProblem,
  operationProblem,
  passedOnProblem,
  recordProblem,
  unseenFunction,
  unseenProblem,
} from '../layer-problems.js';
import type { LayerHolder, LayerRole, Layers, OperationName } from '../layers.js';
import { layersUnused } from '../layers-unused.js';
import { learnedLayer, roleOfPlace } from '../learned-layer.js';
import { mainModel } from '../main-model.js';
import { withNamesApart } from '../names-apart.js';
import {
  keyOfPlace,
  type LayerPlace,
  type OperationChain,
  operationChains,
  placeOfLayer,
} from '../operation-chains.js';
import { isOfWrite, withoutKind } from '../operation-name.js';
import { withPageNumbers } from '../page-numbers.js';
import { withPassedForms } from '../passed-forms.js';
import { isOfUnit, unitOfWork } from '../units-of-work.js';
import { handlerNames } from './handler-names.js';
import { raises } from './raises.js';

export const layers: Dimension<Layers> = {
  id: 'layers',
  default: { kind: 'standard' },
  learn(host) {
    const chains = operationChains(host);
    const unit = unitOfWork(host);
    const isOfUnits = [...chains.values()].some(({ links }) => links.some((link) => isOfUnit(link, host)));
    // A unit of work that no repository can be added to is another thing than a session: the standard's layers take one.
    if (isOfUnits && unit === undefined) return undefined;
    const places = agreedPlaces(host, chains);
    const [shown] = [...chains.values()];
    if (shown === undefined) return layersUnused(host);
    const inHandlers = [...chains.values()].find(
      ({ bottom, handler }) => bottom === handler && hasStatements(handler.node),
    );
    if (places.length === 0 && inHandlers === undefined) {
      const unseen = unseenFunction(host, chains);
      return unseenProblem(host, chains) ?? (unseen && { value: { kind: 'standard', unseen }, at: unseen.at });
    }
    if (unit !== undefined && places.length !== 2) return undefined;
    const problem =
      operationProblem(host, chains) ??
      betweenProblem(host, chains, places[0]) ??
      passedOnProblem(host, places) ??
      recordProblem(host, places) ??
      factoryProblem(host, chains);
    if (problem !== undefined) return problem;
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    // From the bottom up.
    const kept = places.length > 1 ? [places.at(-1), places[0]] : places;
    const learned = kept.flatMap((place, index) => {
      if (place === undefined) return [];
      const role: LayerRole = kept.length > 1 ? (index === 0 ? 'crud' : 'services') : roleOfPlace(host, place);
      return [learnedLayer(host, role, place, chains, index === 0 ? kept[1] : undefined, nouns)];
    });
    const known = kept.flatMap((place) => place ?? []);
    const passed = withPageNumbers(host, withPassedForms(withNamesApart(learned)));
    const ends = committing(host, chains, known, passed);
    const chain = passed.map((layer) => suppliedBelow(layer, ends));
    const below = belowProblem(host, chain, kept[0]) ?? baseProblem(host, places, chain);
    if (below !== undefined) return below;
    const { missing, taken: told } = levelsThatAnswer(host, chains, known, chain);
    const { taken, ...writes } = writesOf(ends, told, chain);
    const attribute = sessionAttribute(host, shown.handler);
    const sessionKept = attribute && `self.${attribute}`;
    const value: Layers = {
      kind: 'chain',
      chain,
      missing,
      taken,
      writes,
      session: sessionKept ?? sessionName(shown.handler, unit !== undefined),
      variable: handlerVariable(host, chains, nouns),
      loader: loaderName(chains, nouns),
      unit,
    };
    const link = [...chains.values()].flatMap(({ links }) => links)[0];
    const at = link === undefined ? (inHandlers ?? shown).handler : undefined;
    return {
      value: isStandard(value) && sessionKept === undefined && hasStandardAnswers(host) ? { kind: 'standard' } : value,
      at:
        at === undefined ? host.at(shown.handler.module, link?.call.node.line ?? 1) : host.at(at.module, at.node.line),
    };
  },
};

/** The places that most operations lead through, from the handlers down. */
function agreedPlaces(host: HostReading, chains: ReadonlyMap<OperationName, OperationChain>): readonly LayerPlace[] {
  const own = new Set((host.blueprint?.all ?? []).map(({ path }) => path));
  const routers = new Set((host.blueprint?.routers ?? []).map(({ path }) => path));
  const counted = new Map<string, { places: readonly LayerPlace[]; count: number }>();
  for (const operation of ['create', 'get', 'update', 'list', 'delete'] as const) {
    const chain = chains.get(operation);
    if (chain === undefined) continue;
    const places = chain.links.map(placeOfLayer).filter((place) => {
      const { path } = place.kind === 'module' ? place.module : place.type.module;
      return own.has(path) && !(place.kind === 'module' && routers.has(path));
    });
    const key = places.map(keyOfPlace).join(' ');
    counted.set(key, { places, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  const all = [...counted].filter(([, { places }]) => places.length > 0);
  const [first] = all.sort(
    ([, left], [, right]) => right.count - left.count || right.places.length - left.places.length,
  );
  const top = first?.[1].places.at(-1);
  // A service that changes what its repository gave it, and has the repository commit, runs nothing on a session itself.
  const deeper =
    top !== undefined && keepsNoSession(top, host) && all.find(([key]) => key.startsWith(`${first?.[0]} `));
  return (deeper || first)?.[1].places ?? [];
}

function sessionName({ node }: HostFunction, hasUnit: boolean): string {
  const parameters = parametersOf(node).map((each) => ({
    name: parameterName(each),
    type: childOf(each, 'type')?.text ?? '',
  }));
  const found = parameters.find(
    ({ name, type }) => /Session/.test(type) || /^(?:db|session)$|_(?:db|session)$/.test(name),
  );
  const unit = hasUnit ? unitGivenTo(node) : undefined;
  return found?.name ?? (unit === undefined ? 'db' : parameterName(unit));
}

function handlerVariable(host: HostReading, chains: ReadonlyMap<OperationName, OperationChain>, nouns: Nouns): string {
  const get = chains.get('get');
  const found = (['get', 'update', 'delete', 'create'] as const).flatMap((name) => {
    const chain = chains.get(name);
    if (chain === undefined) return [];
    const scope = name === 'get' ? (get?.loader ?? chain.handler) : chain.handler;
    const variable = variableIn(host, name === 'create' ? 'create' : 'get', scope, nouns);
    return variable === undefined || isOfWrite(variable) ? [] : variable;
  });
  return withoutKind(found[0] ?? '{one}');
}

function loaderName(chains: ReadonlyMap<OperationName, OperationChain>, nouns: Nouns): string | undefined {
  const found = ['get', 'update', 'delete'].map((each) => chains.get(each as OperationName)?.loader).find(Boolean);
  return found && namePattern(found.name, nouns);
}

const STANDARD: Readonly<Record<LayerRole, Readonly<Record<OperationName, string>>>> = {
  crud: { ...handlerNames.default, list: 'get_{many}' },
  services: handlerNames.default,
};

/** Whether the blueprint answers with FastAPI's own exception: the standard's services do. */
function hasStandardAnswers(host: HostReading): boolean {
  const found = learnedOf(raises, host);
  return (
    found === undefined ||
    isRefusal(found) ||
    [found.value.missingBy, found.value.takenBy].every(({ kind }) => kind === 'http')
  );
}

function isStandard(value: Layers): boolean {
  if (value.kind === 'standard') return true;
  const isFunctions = ({ kind }: LayerHolder): boolean => kind === 'functions';
  return (
    value.chain.length === 2 &&
    value.chain.every(
      ({ role, holder, operations, order }) =>
        isFunctions(holder) && order.every((each) => operations[each].name === STANDARD[role][each]),
    )
  );
}
