/** `test_crud.py` and `test_services.py`: what a model's operations do with the session. */
import type { ModelSpec } from '../../request/model.js';
import { type Context, modelWords, resolved, writableFields } from '../context.js';
import { moduleOf } from '../modules.js';
import { type Code, py } from '../print/code.js';
import { fastapi, modules, orm, sqlalchemy, typing } from '../print/symbols.js';

export function crudTests(context: Context, asked: ModelSpec): Code {
  const { snake, collection, name } = modelWords(context, asked);
  const crud = moduleOf(context, 'crud');
  const schemas = moduleOf(context, 'schemas');
  const given = py`db: ${orm.Session}, ${snake}_payloads: list[dict[str, ${typing.Any}]]`;
  return py`
    def test_get_${snake}_missing(db: ${orm.Session}) -> None:
        assert ${crud}.get_${snake}(db, 1) is None


    def test_get_${collection}_pages_in_order(${given}) -> None:
        created = [
            ${crud}.create_${snake}(db, ${schemas}.${name}Create(**payload)).id
            for payload in ${snake}_payloads
        ]
        assert [each.id for each in ${crud}.get_${collection}(db, 0, 100)] == created
        page = ${crud}.get_${collection}(db, 1, 1)
        assert [each.id for each in page] == created[1:2]


    def test_delete_${snake}(${given}) -> None:
        created = ${crud}.create_${snake}(db, ${schemas}.${name}Create(**${snake}_payloads[0]))
        created_id = created.id
        ${crud}.delete_${snake}(db, created)
        assert ${crud}.get_${snake}(db, created_id) is None
  `;
}

export function servicesTests(context: Context, asked: ModelSpec): Code {
  const spec = resolved(context, asked);
  const { snake, name } = modelWords(context, spec);
  const services = moduleOf(context, 'services');
  const schemas = moduleOf(context, 'schemas');
  return py`
    def test_get_${snake}_not_found(db: ${orm.Session}) -> None:
        with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
            ${services}.get_${snake}(db, 1)


    ${
      writableFields(spec).length > 0 &&
      py`
        def test_update_${snake}_deleted_meanwhile(
            db: ${orm.Session}, ${snake}_payloads: list[dict[str, ${typing.Any}]]
        ) -> None:
            payload = ${snake}_payloads[0]
            created = ${services}.create_${snake}(db, ${schemas}.${name}Create(**payload))
            db.execute(${sqlalchemy.text}(${JSON.stringify(`DELETE FROM ${spec.table}`)}))
            with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
                ${services}.update_${snake}(db, created, ${schemas}.${name}Update())
      `
    }
  `;
}
