/** The style of the blueprint with what a command asks for in its place: another kind of key, timestamps. */
import { isRefusal, type Refusal } from '../refusal.js';
import { type Field, parseField } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { KeyKind } from '../request/settings.js';
import { notWritten } from '../style/not-written.js';
import type { StampMixin } from '../style/stamp-mixin.js';
import type { Style } from '../style/style-values.js';
import { agreedSetting } from './agreed-setting.js';
import { withPage } from './asked-page.js';

/** The style with what the models of one package ask for in the place of a habit, or why they cannot have it. */
export function askedStyle(learned: Style, models: readonly ModelSpec[]): Style | Refusal {
  const paged = withPage(learned, models);
  return isRefusal(paged) ? paged : withKey(paged, models);
}

function withKey(learned: Style, models: readonly ModelSpec[]): Style | Refusal {
  const { value: kind, isSplit } = agreedSetting(models, 'key');
  if (isSplit) {
    const reason = 'The models of one package are asked for with different kinds of keys.';
    return { id: 'key-differs', status: 2, reason, hint: 'Add the one with another key in a separate run.' };
  }
  if (kind === undefined || kind === learned.key.kind) return learned;
  const problem = keyProblem(learned, kind);
  if (problem !== undefined) return problem;
  const style = {
    ...learned,
    key: { name: learned.key.name, kind, column: undefined },
    evidence: { ...learned.evidence, key: `--key=${kind}` },
  };
  return notWritten(style) ?? style;
}

function keyProblem({ key, supplied, layers, python, evidence }: Style, kind: KeyKind): Refusal | undefined {
  const refused = (id: string, reason: string, hint: string): Refusal => ({
    id,
    status: 3,
    reason: `--key=${kind}: ${reason}`,
    hint,
  });
  const leave = `Leave --key out: the key is then of the kind ${key.kind}.`;
  if (supplied.includes(key.name)) {
    const at = evidence['key'] === undefined ? '' : ` (${evidence['key']})`;
    return refused('key-supplied', `every model inherits its ${key.name}${at}, of the kind ${key.kind}.`, leave);
  }
  const based = layers.kind === 'chain' ? layers.chain.find(({ base }) => base !== undefined) : undefined;
  if (based !== undefined) {
    return refused('key-inherited', `what its ${based.role} inherits is made for keys of the kind ${key.kind}.`, leave);
  }
  if (kind === 'uuid7' && python[0] === 3 && python[1] < 14) {
    const reason = `uuid.uuid7 is in Python from 3.14 on, and the backend admits ${python.join('.')}.`;
    return refused('key-uuid7', reason, 'Take --key=uuid, or raise requires-python.');
  }
  return undefined;
}

/** The model with `created_at` and `updated_at`, where it asks for them and neither the host's classes nor a field has them. */
export function withTimestamps({ stamps, supplied }: Style, mixin: StampMixin | undefined, spec: ModelSpec): ModelSpec {
  if (!spec.settings.hasTimestamps || mixin !== undefined) return spec;
  const there = [...stamps.map(({ name }) => name), ...supplied, ...spec.fields.map(({ name }) => name)];
  const made = [
    ...(there.some((name) => /creat|insert/.test(name)) ? [] : stampField('created_at')),
    ...(there.some((name) => /updat|modif|chang|edited/.test(name)) ? [] : stampField('updated_at')),
  ];
  return { ...spec, fields: [...spec.fields, ...made] };
}

function stampField(name: 'created_at' | 'updated_at'): readonly Field[] {
  const { field } = parseField(`${name}:datetime:readonly:default=now`);
  if (field === undefined) return [];
  return [name === 'updated_at' ? { ...field, isMoving: true } : field];
}
