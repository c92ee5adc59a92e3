/** The table of the style's dimensions, and how all of them are learned of one host. */
import type { HostFiles } from '../project/files.js';
import { isRefusal, type Refusal } from '../refusal.js';
import type { Host } from '../wiring/host.js';
import { type Dimension, learnedOf } from './dimension.js';
import { app } from './dimensions/app.js';
import { base } from './dimensions/base.js';
import { bases } from './dimensions/bases.js';
import { bodyNames } from './dimensions/body-names.js';
import { caller } from './dimensions/caller.js';
import { classDocs } from './dimensions/class-docs.js';
import { columnOrder } from './dimensions/column-order.js';
import { columnTypes } from './dimensions/column-types.js';
import { commitFunction } from './dimensions/commit-function.js';
import { constraintNames } from './dimensions/constraint-names.js';
import { constraints } from './dimensions/constraints.js';
import { controllers } from './dimensions/controllers.js';
import { databases } from './dimensions/databases.js';
import { decoratorOrder } from './dimensions/decorator-order.js';
import { deletes } from './dimensions/deletes.js';
import { depends } from './dimensions/depends.js';
import { dunderAll } from './dimensions/dunder-all.js';
import { enums } from './dimensions/enums.js';
import { envelope } from './dimensions/envelope.js';
import { errors } from './dimensions/errors.js';
import { exports } from './dimensions/exports.js';
import { extraFields } from './dimensions/extra-fields.js';
import { gatheredNames } from './dimensions/gathered-names.js';
import { guardsAbove } from './dimensions/guards-above.js';
import { handlerDocs } from './dimensions/handler-docs.js';
import { handlerNames } from './dimensions/handler-names.js';
import { handlerOrder } from './dimensions/handler-order.js';
import { handlerParameters } from './dimensions/handler-parameters.js';
import { importRoot } from './dimensions/import-root.js';
import { imports } from './dimensions/imports.js';
import { invalid } from './dimensions/invalid.js';
import { key } from './dimensions/key.js';
import { layerImports } from './dimensions/layer-imports.js';
import { layers } from './dimensions/layers.js';
import { layout } from './dimensions/layout.js';
import { libraryImports } from './dimensions/library-imports.js';
import { lineLength } from './dimensions/line-length.js';
import { listOrder } from './dimensions/list-order.js';
import { longFixtures } from './dimensions/long-fixtures.js';
import { mapping } from './dimensions/mapping.js';
import { modelNames } from './dimensions/model-names.js';
import { moduleDocs } from './dimensions/module-docs.js';
import { modules } from './dimensions/modules.js';
import { nullable } from './dimensions/nullable.js';
import { optional } from './dimensions/optional.js';
import { orm } from './dimensions/orm.js';
import { ownImports } from './dimensions/own-imports.js';
import { ownModules } from './dimensions/own-modules.js';
import { packageImports } from './dimensions/package-imports.js';
import { paging } from './dimensions/paging.js';
import { pathKey } from './dimensions/path-key.js';
import { pathNouns } from './dimensions/path-nouns.js';
import { pathWords } from './dimensions/path-words.js';
import { prefix } from './dimensions/prefix.js';
import { prefixBase } from './dimensions/prefix-base.js';
import { pydantic } from './dimensions/pydantic.js';
import { python } from './dimensions/python.js';
import { queries } from './dimensions/queries.js';
import { quotes } from './dimensions/quotes.js';
import { raises } from './dimensions/raises.js';
import { rateLimits } from './dimensions/rate-limits.js';
import { recordForm } from './dimensions/record-form.js';
import { referenceForm } from './dimensions/reference-form.js';
import { responseTypes } from './dimensions/response-types.js';
import { responses } from './dimensions/responses.js';
import { router } from './dimensions/router.js';
import { schema } from './dimensions/schema.js';
import { schemaBase } from './dimensions/schema-base.js';
import { schemaConfig } from './dimensions/schema-config.js';
import { schemaPatterns } from './dimensions/schema-names.js';
import { schemaShape } from './dimensions/schema-shape.js';
import { security } from './dimensions/security.js';
import { session } from './dimensions/session.js';
import { sessionClass } from './dimensions/session-class.js';
import { sessionForm } from './dimensions/session-form.js';
import { sessionKind } from './dimensions/session-kind.js';
import { sessionMaker } from './dimensions/session-maker.js';
import { slash } from './dimensions/slash.js';
import { stamps } from './dimensions/stamps.js';
import { statusCodes } from './dimensions/status-codes.js';
import { supplied } from './dimensions/supplied.js';
import { tableNames } from './dimensions/table-names.js';
import { tables } from './dimensions/tables.js';
import { tagForm } from './dimensions/tag-form.js';
import { tags } from './dimensions/tags.js';
import { testHost } from './dimensions/test-host.js';
import { testMiddleware } from './dimensions/test-middleware.js';
import { testRunner } from './dimensions/test-runner.js';
import { tests } from './dimensions/tests.js';
import { transaction } from './dimensions/transaction.js';
import { unique } from './dimensions/unique.js';
import { updateAnswers } from './dimensions/update-answers.js';
import { updateMethod } from './dimensions/update-method.js';
import { versions } from './dimensions/versions.js';
import { readHost } from './host-reading.js';
import { readPins } from './pins.js';
import type { Style, StyleValues } from './style-values.js';

/** Every dimension by its key, in the order in which a refusal is looked for: what says most about the host first. */
export const DIMENSIONS: { readonly [Key in keyof StyleValues]: Dimension<StyleValues[Key]> } = {
  orm,
  session,
  sessionKind,
  sessionClass,
  sessionMaker,
  pydantic,
  versions,
  python,
  base,
  bases,
  tables,
  modelNames,
  tableNames,
  supplied,
  key,
  stamps,
  mapping,
  columnTypes,
  columnOrder,
  nullable,
  unique,
  referenceForm,
  enums,
  libraryImports,
  databases,
  imports,
  packageImports,
  importRoot,
  ownModules,
  lineLength,
  quotes,
  layout,
  layerImports,
  gatheredNames,
  modules,
  router,
  exports,
  dunderAll,
  prefix,
  prefixBase,
  tags,
  app,
  sessionForm,
  depends,
  updateMethod,
  updateAnswers,
  responseTypes,
  statusCodes,
  deletes,
  decoratorOrder,
  responses,
  controllers,
  handlerNames,
  handlerOrder,
  handlerParameters,
  bodyNames,
  pathKey,
  pathNouns,
  pathWords,
  recordForm,
  listOrder,
  paging,
  handlerDocs,
  classDocs,
  moduleDocs,
  tagForm,
  security,
  guardsAbove,
  caller,
  ownImports,
  layers,
  queries,
  raises,
  transaction,
  commitFunction,
  constraintNames,
  schema,
  schemaNames: schemaPatterns,
  envelope,
  schemaShape,
  schemaBase,
  schemaConfig,
  extraFields,
  constraints,
  optional,
  slash,
  invalid,
  errors,
  tests,
  longFixtures,
  testHost,
  testMiddleware,
  rateLimits,
  testRunner,
};

/** How the host writes its packages, as far as its blueprint and its settings show it; or why none can be written. */
export function learnStyle(files: HostFiles, host: Host): Style | Refusal {
  const pins = readPins(files, host, DIMENSIONS);
  if (isRefusal(pins)) return pins;
  const reading = readHost(files, host, host.code, pins.sources);
  const values: Record<string, unknown> = {};
  const evidence: Record<string, string> = {};
  for (const [key, dimension] of Object.entries<Dimension<unknown>>(DIMENSIONS)) {
    const pinned = pins.values.get(dimension.id);
    const found = pinned === undefined ? learnedOf(dimension, reading) : { value: pinned, at: pins.at };
    if (isRefusal(found)) return found;
    values[key] = found === undefined ? dimension.default : found.value;
    if (found?.at !== undefined) evidence[key] = found.at;
  }
  // The table's type says that there is a value for every key.
  return { ...(values as StyleValues), evidence };
}

export const DEFAULT_STYLE: Style = {
  ...(Object.fromEntries(
    Object.entries<Dimension<unknown>>(DIMENSIONS).map(([key, dimension]) => [key, dimension.default]),
  ) as StyleValues),
  evidence: {},
};
