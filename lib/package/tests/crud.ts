/** `test_crud.py`: the order of a list, a session after a conflict, and what the database itself refuses. */
import { isDeletedWith } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { type Context, jsonName, resolved } from '../context.js';
import { isMarked } from '../deletion.js';
import type { Dialect } from '../dialect.js';
import { isListFiltered } from '../filters.js';
import { keyOf } from '../key.js';
import { modelOf, moduleOf, schemaClass, schemaOf } from '../modules.js';
import { join, type Part, py } from '../print/code.js';
import { alchemyErrors, modules, sqlalchemy } from '../print/symbols.js';
import { filtersName } from '../schema-names.js';
import { isAsCreated, isNewestFirst, orderNames } from '../stamps.js';
import { defaults, finite, goneWithTargets, refusals } from './database.js';
import { type TestNames, testNames } from './names.js';
import { firstScopes } from './owners.js';
import { changedSecrets, dict, isRequired, keptApart, keptSecret, type TestValues, testValues } from './values.js';

export function crudTests(context: Context, asked: ModelSpec, path: string): Part {
  // Where the layers are others, the tests of the handlers meet what they do.
  if (context.conventions.layers.kind === 'chain') return undefined;
  const model = resolved(context, asked);
  const { snake, collection } = model;
  const { dialect: d } = context;
  const names = testNames(model, path === '');
  const { record, other, create, many } = names;
  const crud = moduleOf(context, 'crud');
  const type = modelOf(context, model);
  const schema = schemaOf(context, model, 'create');
  const changed = schemaOf(context, model, 'update');
  const values = testValues(context, model);
  const { name: id, isAscending } = keyOf(context);
  const order = orderNames(context, model);
  const sorted = `sorted(${many}, key=lambda each: ${order.length > 1 ? `(${order.map((each) => `each.${each}`).join(', ')})` : `each.${id}`}${isNewestFirst(context, model) ? ', reverse=True' : ''})`;
  const apart = keptApart(model);
  // A group is unique where every one of it is there.
  const together = apart.length > 0 ? model.settings.uniques.flat() : [];
  const sent = [...values.record, ...values.secrets].filter(
    ({ field }) => isRequired(field) || apart.includes(field) || together.includes(field.name) || field.writeonly,
  );
  const needed = sent.filter(({ field }) => isRequired(field));
  const hasFields = sent.length > 0;
  const others = [other].slice(0, values.others.length).map((each) => `${d.await}${create}(db, **${each})`);
  const first = `${d.await}${create}(db)`;
  const several = [first, ...others, first, first];
  const made = several.slice(0, Math.min(2, values.records));
  const self = model.fields.some((field) => jsonName(field) === 'db') && ', /';
  const data = `${record}${hasFields ? ' | fields' : ''}`;
  const filters = isListFiltered(model) && py`${schemaClass(context, filtersName(model))}()`;
  const all = py`${d.await}${crud}.get_${collection}(${join(', ', ['db', ...firstScopes(model), filters, 'skip=0', 'limit=100'])})`;
  return py`
    ${
      hasFields &&
      py`
      ${record} = ${dict(sent)}
      ${values.others[0] && `${other} = ${dict(values.others[0])}`}


    `
    }
    ${d.def} ${create}(db: ${d.session}${self}${hasFields && ', **fields: object'}) -> ${type}:
        data = ${schema}.${d.validate}(${hasFields ? data : '{}'})
        ${
          isDeletedWith(model)
            ? py`
              created = ${d.await}${crud}.create_${snake}(${join(', ', ['db', 'data', ...firstScopes(model)])})
              assert created is not None
              return created
            `
            : py`return ${d.await}${crud}.create_${snake}(${join(', ', ['db', 'data', ...firstScopes(model)])})`
        }


    ${d.mark}
    ${d.def} test_get_${collection}_in_order_of_${order[0] ?? id}(db: ${d.session}) -> None:
        ${many} = [${made.join(', ')}]
        ${
          isAscending &&
          py`
          # Without it, SQLite returns rows by ${id} even when no order is asked for.
          ${d.await}db.execute(${sqlalchemy.text}("PRAGMA reverse_unordered_selects = ON"))
        `
        }

        assert ${all} == ${isAsCreated(context) ? many : sorted}
    ${context.conventions.transaction === 'commit' && rollback(d, apart.length > 0, names, model, type, all, id)}
    ${defaults({ context, model, type, schema }, needed.length === sent.length ? record : dict(needed), needed.length > 0)}
    ${kept(d, model, create, crud)}
    ${secrets(d, model, values, create, made[1], crud, changed)}
    ${finite({ context, model, type, schema }, record, hasFields)}
    ${refusals({ context, model, type, schema }, record, hasFields)}
    ${goneWithTargets({ context, model, type, schema }, record, hasFields)}
  `;
}

/** A session is usable after a create that the database refuses, which a conflict is where one is possible. */
function rollback(
  d: Dialect,
  isUnique: boolean,
  { one, create }: TestNames,
  model: ModelSpec,
  type: Part,
  all: Part,
  id: string,
): Part {
  if (isUnique) {
    return py`


      ${d.mark}
      ${d.def} test_conflict_rolls_back_${model.collection}(db: ${d.session}) -> None:
          ${one} = ${d.await}${create}(db)

          with ${modules.pytest}.raises(${alchemyErrors.IntegrityError}):
              ${d.await}${create}(db)

          assert ${all} == [${one}]
    `;
  }
  return py`


    ${d.mark}
    ${d.def} test_failed_create_rolls_back_${model.collection}(db: ${d.session}) -> None:
        ${one} = ${d.await}${create}(db)
        db.expunge(${one})
        # The next create cannot store this one, whose ${id} is taken.
        db.add(${type}(${id}=${one}.${id}))

        with ${modules.pytest}.raises(${alchemyErrors.IntegrityError}):
            ${d.await}${create}(db)

        assert [each.${id} for each in ${all}] == [${one}.${id}]
  `;
}

/** What is marked as deleted is seen in the database alone. */
function kept(d: Dialect, model: ModelSpec, create: string, crud: Part): Part {
  const { one } = testNames(model, true);
  if (model.deletion === undefined) return undefined;
  return py`


    ${d.mark}
    ${d.def} test_deleted_${model.snake}_is_kept(db: ${d.session}) -> None:
        ${one} = ${d.await}${create}(db)

        ${d.await}${crud}.delete_${model.snake}(db, ${one})
        ${d.await}db.refresh(${one})

        ${isMarked(one, model.deletion)}
  `;
}

/** What a client sends and never reads is seen here alone. */
function secrets(
  d: Dialect,
  model: ModelSpec,
  values: TestValues,
  create: string,
  second: string | undefined,
  crud: Part,
  schema: Part,
): Part {
  const changes = changedSecrets(values);
  if (changes.length === 0) return undefined;
  const { snake, collection } = model;
  const { one, record } = testNames(model, true);
  const isHashed = changes.filter(({ field }) => field.hash !== undefined);
  return py`


    ${d.mark}
    ${d.def} test_${collection}_keep_what_is_only_written(db: ${d.session}) -> None:
        ${one} = ${d.await}${create}(db)
        ${second !== undefined && py`other = ${second}`}
        ${isHashed.map(({ field }) => `created_${field.name} = ${one}.${field.name}`)}
        changes = ${schema}.${d.validate}(${dict(changes)})
        ${d.await}${crud}.update_${snake}(db, ${one}, changes)
        ${d.await}db.refresh(${one})
        ${second !== undefined && py`${d.await}db.refresh(other)`}

        ${changes.map(({ field }) => keptSecret(field, one, record))}
        ${second !== undefined && changes.map(({ field }) => `assert other.${field.name} != changes.${field.name}`)}
  `;
}
