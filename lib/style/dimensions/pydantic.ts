/** Which Pydantic the host runs on, 1 or 2: what its requirements admit of it and of FastAPI, else what is imported. */
import { findRequirement } from '../../project/requirements.js';
import { admittedOf, isBefore, isOlder } from '../../project/versions.js';
import { childOf, walk } from '../../python/syntax.js';
import type { Refusal } from '../../refusal.js';
import { type Dimension, type Learned, refuse } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export type PydanticMajor = 1 | 2;

export const pydantic: Dimension<PydanticMajor> = {
  id: 'pydantic',
  default: 2,
  learn: (host) => inBoth(host) ?? required(host) ?? imported(host) ?? newest(host) ?? unclear(host),
  pin: {
    expects: '1 or 2',
    read: (given) => (given === 1 || given === 2 ? given : undefined),
  },
};

/** What the requirements admit. FastAPI before 0.100 knows no Pydantic 2. */
export function required({ files, requiring, shown }: HostReading): Learned<PydanticMajor> | undefined {
  const own = admittedOf(files, requiring, 'pydantic');
  if (own !== undefined && isBefore(own, [2, 0])) return { value: 1, at: shown(own.path) };
  if (own?.least !== undefined && !isOlder(own.least, [2, 0])) return { value: 2, at: shown(own.path) };
  const fastapi = admittedOf(files, requiring, 'fastapi');
  return fastapi !== undefined && isBefore(fastapi, [0, 100]) ? { value: 1, at: shown(fastapi.path) } : undefined;
}

/** The first one as a part of the second, where classes can inherit from it: editors import a `validator` of it by mistake. */
const OLD_MODELS = /^pydantic\.v1(?:\.main|\.generics)?(?:\.(?:BaseModel|GenericModel))?$/;

function inBoth({ blueprint, place }: HostReading): Refusal | undefined {
  for (const module of blueprint?.all ?? []) {
    const used = [...module.imports.bindings, ...module.imports.stars].find(({ path }) => OLD_MODELS.test(path));
    if (used !== undefined) return refuse('pydantic-v1', place(module, used.statement.line), 'pydantic.v1');
  }
  return undefined;
}

/** What only one of the two has: a module that imports it of the other does not start. */
const ONLY: Readonly<Record<PydanticMajor, RegExp>> = {
  1: /^pydantic\.(?:BaseSettings|PyObject|utils\b.*|error_wrappers\b.*|env_settings\b.*|generics\b.*)$/,
  2: /^(?:pydantic_settings\b.*|pydantic_core\b.*|pydantic\.(?:ConfigDict|field_validator|model_validator|field_serializer|model_serializer|computed_field|TypeAdapter|RootModel|AfterValidator|BeforeValidator|PlainSerializer|functional_\w+\b.*))$/,
};

/** What the modules of the host import. */
function imported({ host, modules, at }: HostReading): Learned<PydanticMajor> | undefined {
  for (const path of modules.mentioning(host.project, 'pydantic')) {
    const module = modules.at(path);
    for (const binding of module?.imports.bindings ?? []) {
      const value = ([1, 2] as const).find((each) => ONLY[each].test(binding.path));
      // Both are asked for where a `try` is around it.
      if (module === undefined || value === undefined || binding.nested) continue;
      return { value, at: at(module, binding.statement.line) };
    }
  }
  return undefined;
}

/** Asked for and not held back, the newest is installed. */
function newest({ files, requiring, shown }: HostReading): Learned<PydanticMajor> | undefined {
  const [project = ''] = requiring;
  for (const name of ['pydantic', 'fastapi']) {
    const { isListed, files: read } = findRequirement(files, project, { name, broughtBy: {} });
    const admitted = admittedOf(files, requiring, name);
    if (isListed && admitted?.below === undefined) return { value: 2, at: shown(read[0] ?? project) };
  }
  return undefined;
}

/** `orm_mode` is of the first one, and some hosts have kept it on the second. */
function unclear({ blueprint, place }: HostReading): Refusal | undefined {
  for (const module of blueprint?.all ?? []) {
    for (const node of walk(module.tree.root)) {
      if (node.type !== 'assignment' || childOf(node, 'left')?.text !== 'orm_mode') continue;
      return {
        id: 'pydantic-unclear',
        status: 3,
        at: place(module, node.line),
        reason: 'orm_mode is a setting of Pydantic 1, and no file says which version of it is installed.',
        hint: 'Pin in pyproject.toml which it is: pydantic = 1 or 2 below [tool.backend-package].',
      };
    }
  }
  return undefined;
}
