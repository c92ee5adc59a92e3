/** `crud.py`: the five operations of a model on a session. */
import { isDeletedWith } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import type { Style } from '../../style/style-values.js';
import { type Context, modelWords, writableFields } from '../context.js';
import { removed } from '../deletion.js';
import { FILTERS, filterFunctions, filtersArgument, orderFor } from '../filters.js';
import { hashed } from '../hashes.js';
import { keyOf } from '../key.js';
import { locked, lockedWith } from '../links.js';
import { modelOf, schemaOf } from '../modules.js';
import { type Code, join, type Part, py, symbol } from '../print/code.js';
import { alchemyErrors, ormErrors, sqlalchemy } from '../print/symbols.js';
import {
  existsParameters,
  lookedFor,
  type RecordReference,
  requiredOwner,
  targetClass,
  targetConditions,
} from '../references.js';
import { rowConditions, scopeKeywords, scopeNames, scopeParameters, whereFor } from '../scopes.js';
import { listOf, optionalOf } from '../spelling.js';
import { orderColumns, touches } from '../stamps.js';
import { counted, totalOf } from '../totals.js';
import { layer } from './layer.js';

/** What ends a write, once for the package: nothing where the session's dependency does, or a function of the host. */
export function commit({ dialect, conventions }: Context): Code | undefined {
  if (!hasOwnCommit(conventions)) return undefined;
  return py`
    ${dialect.def} commit(db: ${dialect.session}) -> None:
        try:
            ${dialect.await}db.commit()
        except ${alchemyErrors.SQLAlchemyError}:
            ${dialect.await}db.rollback()
            raise
  `;
}

export function hasOwnCommit({ layers, transaction, commitFunction }: Style): boolean {
  return layers.kind === 'standard' && transaction === 'commit' && commitFunction === undefined;
}

/** The style of a package that is there: what it has to commit with goes before what the host has since. */
export function withCommitOf(style: Style, crudText: string): Style {
  return /^(?:async )?def commit\(/m.test(crudText) ? { ...style, commitFunction: undefined } : style;
}

/** Statements that change what a session holds, and what stores it. */
function stored({ dialect: d, conventions }: Context, changes: readonly Part[]): Part {
  const { transaction, commitFunction: shared } = conventions;
  if (transaction === 'flush') return [...changes, py`${d.await}db.flush()`];
  if (shared === undefined) return [...changes, py`${d.await}commit(db)`];
  const call = py`${symbol(shared.module, shared.name)}(db)`;
  if (shared.form === 'called') return [...changes, py`${d.await}${call}`];
  return py`
    ${d.isAsync && 'async '}with ${call}:
        ${changes}
  `;
}

export function crud(context: Context, spec: ModelSpec): Part {
  if (context.conventions.layers.kind === 'chain') return layer(context, spec, 'crud');
  const { dialect: d, conventions } = context;
  const words = modelWords(context, spec);
  const id = keyOf(context);
  const { snake, collection, variable, key } = words;
  const title = words.title.charAt(0).toLowerCase() + words.title.slice(1);
  const db = py`db: ${d.session}`;
  const model = modelOf(context, spec);
  const isWritable = writableFields(spec).length > 0;
  const isEntered = conventions.commitFunction?.form === 'entered' && conventions.transaction === 'commit';
  const changes = py`
    for field, value in changes.${d.dump}(exclude_unset=True).items():
        setattr(${variable}, field, value)
    ${touches(context, spec, variable)}
  `;
  const scoped = scopeParameters(spec);
  const names = scopeNames(spec);
  const where = whereFor(context, spec, names, FILTERS);
  const lost = isDeletedWith(spec);
  const order = [orderFor(context, spec, FILTERS), ...orderColumns(context, spec, model)];
  const conditions = rowConditions(context, spec, names);
  const got =
    conditions.length === 0
      ? py`return ${d.await}db.get(${model}, ${key})`
      : [
          py`query = ${context.dialect.select}(${model}).where(${join(', ', [py`${model}.${id.name} == ${key}`, ...conditions])})`,
          py`return ${d.await}db.scalar(query)`,
        ];
  const total = totalOf(context);
  const number =
    total &&
    py`
      ${d.def} count_${collection}(${join(', ', [db, ...scoped, filtersArgument(context, spec)])}) -> int:
          return ${counted(context, spec, total, 'db', { filters: FILTERS, scopes: names }).value}


    `;
  return py`
    ${d.def} get_${snake}(${join(', ', [db, py`${key}: ${id.python}`, ...scoped])}) -> ${optionalOf(context, model)}:
        ${got}


    ${filterFunctions(context, spec).map(
      (each) => py`
      ${each}


    `,
    )}
    ${d.def} get_${collection}(${join(', ', [db, ...scoped, filtersArgument(context, spec), 'skip: int', 'limit: int'])}) -> ${listOf(context, model)}:
        query = ${context.dialect.select}(${model})${where && py`.where(${where})`}.order_by(${join(', ', order)}).offset(skip).limit(limit)
        return list(${d.await}db.scalars(query))


    ${number}
    ${lookedFor(context, spec).map(
      (each) => py`
        ${d.def} ${each.exists}(${join(', ', [db, ...existsParameters(context, spec, each)])}) -> bool:
            ${isThere(context, spec, each)}


      `,
    )}
    ${d.def} create_${snake}(${join(', ', [db, py`data: ${schemaOf(context, spec, 'create')}`, ...scoped])}) -> ${lost ? optionalOf(context, model) : model}:
        ${lost && '"""Return None when another request has deleted what it refers to."""'}
        ${hashed(context, spec, 'create', 'data')}
        ${created(context, spec)}
        ${stored(context, [py`db.add(${variable})`])}
        ${
          lost
            ? py`return ${d.await}db.get(${model}, ${sqlalchemy.inspect}(${variable}).identity, populate_existing=True)`
            : py`
              ${d.await}db.refresh(${variable})
              return ${variable}
            `
        }


    ${
      isWritable &&
      py`
        ${d.def} update_${snake}(${db}, ${variable}: ${model}, changes: ${schemaOf(context, spec, 'update')}) -> ${optionalOf(context, model)}:
            """Return None when another request has deleted the ${title}."""
            ${key} = ${variable}.${id.name}
            ${lockedWith(
              spec,
              { code: 'changes', isSchema: true },
              py`
                current = ${locked(context, spec, 'db', model, key)}
                if current is None:
                    return None
              `,
            )}
            ${hashed(context, spec, 'update', 'changes')}
            ${isEntered ? undefined : changes}
            try:
                ${stored(context, isEntered ? [changes] : [])}
            except ${ormErrors.StaleDataError}:
                return None
            return ${d.await}db.get(${model}, ${key}, populate_existing=True)


      `
    }
    ${d.def} delete_${snake}(${db}, ${variable}: ${model}) -> None:
        ${stored(context, [removed(context, spec, 'db', variable)])}
  `;
}

/** Whether there is a record to refer to, that of the owner where it has one. */
function isThere(context: Context, spec: ModelSpec, reference: RecordReference): readonly Part[] {
  const { dialect: d } = context;
  const { parameter, to, isMany } = reference;
  const target = targetClass(context, to);
  const owner = requiredOwner(spec, to);
  if (isMany) {
    const conditions = targetConditions(context, target, reference, parameter, owner?.name);
    return [
      py`query = ${context.dialect.select}(${sqlalchemy.func}.count(${target}.${to.key.name})).where(${conditions})`,
      py`return ${d.await}db.scalar(query) == len(${parameter})`,
    ];
  }
  if (owner === undefined && to.deletion === undefined)
    return [py`return ${d.await}db.get(${target}, ${parameter}) is not None`];
  const conditions = targetConditions(context, target, reference, parameter, owner?.name);
  return [
    py`query = ${context.dialect.select}(${target}.${to.key.name}).where(${conditions})`,
    py`return ${d.await}db.scalar(query) is not None`,
  ];
}

/** What the database gives a default to is left out where it was not sent; where null was sent it is null. */
function created(context: Context, spec: ModelSpec): Part {
  const { dialect: d } = context;
  const { variable } = modelWords(context, spec);
  const writable = writableFields(spec);
  const hasNulls = writable.some((field) => field.optional && (field.default ?? field.serverDefault) !== undefined);
  const sent = writable.some((field) => field.serverDefault !== undefined) && 'exclude_unset=True';
  const model = modelOf(context, spec);
  const scopes = scopeKeywords(spec, scopeNames(spec));
  if (!hasNulls) return py`${variable} = ${model}(${join(', ', [py`**data.${d.dump}(${sent})`, ...scopes])})`;
  return py`
    # A plain None would be replaced by the column's default.
    values = {
        field: ${sqlalchemy.null}() if value is None else value
        for field, value in data.${d.dump}(${sent}).items()
    }
    ${variable} = ${model}(${join(', ', ['**values', ...scopes])})
  `;
}
