/** Which names a package, a model and a field may have, and what to do about the others. */
import { pascalCase, plural, snakeCase } from './inflect.js';
import { MAX_NAME_BYTES, pythonString } from './literals.js';
import {
  ANNOTATION_NAMES,
  BUILTINS,
  DEVICE_NAMES,
  KEYWORDS,
  PYDANTIC_NAMES,
  SOFT_KEYWORDS,
  SQLALCHEMY_NAMES,
} from './reserved-words.js';

export { enumMember, humanWords, pascalCase, plural, singular, snakeCase, urlSegment } from './inflect.js';
export { argumentText, boundedName, pythonString, pythonText, safeLocal } from './literals.js';

/** Says what is wrong with a package's name and what to do, or nothing. */
export function packageNameProblem(name: string): string | undefined {
  const quoted = quote(name);
  if (name === '') return 'A package needs a name, like order_items.';
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    const near = snakeCase(name);
    const fix = /^[a-z][a-z0-9_]{0,40}$/.test(near) && !taken(near) ? ` Did you mean ${near}?` : '';
    return `${quoted} cannot be a package: use a lower-case letter first, then lower-case letters, digits and _.${fix}`;
  }
  if (name.length > 41) return `${quoted} is ${name.length} characters long: a package's name has at most 41.`;
  if (KEYWORDS.has(name)) return `${quoted} is a keyword of Python: choose another name, like ${plural(name)}.`;
  if (SOFT_KEYWORDS.has(name))
    return `${quoted} is a soft keyword of Python: choose another name, like ${plural(name)}.`;
  if (DEVICE_NAMES.has(name)) return `${quoted} is a device on Windows, no folder can have that name: choose another.`;
  return undefined;
}

/** Says what is wrong with a model's name and what to do, or nothing. */
export function modelNameProblem(name: string): string | undefined {
  const quoted = quote(name);
  if (name === '') return 'A model needs a name, like OrderItem.';
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
    const near = pascalCase(name);
    const fix = /^[A-Z][A-Za-z0-9]{0,40}$/.test(near) ? ` Did you mean ${near}?` : '';
    return `${quoted} cannot be a model: use a capital letter first, then letters and digits.${fix}`;
  }
  if (name.length > 41) return `${quoted} is ${name.length} characters long: a model's name has at most 41.`;
  if (KEYWORDS.has(name)) return `${quoted} is a keyword of Python: choose another name, like ${name}Item.`;
  if (BUILTINS.has(name)) return `${quoted} is a builtin of Python: choose another name, like ${name}Record.`;
  if (name === 'Base' || name === 'BaseModel' || name === 'DeclarativeBase') {
    return `${quoted} is the name of the class that models are made from: choose another, like ${name}Record.`;
  }
  return undefined;
}

/**
 * Says what is wrong with a field's name and what to do, or nothing.
 * `reserved` holds what the base or its mixins supply; `rest` is the field's text after its name, for the fix.
 */
export function fieldNameProblem(name: string, reserved: ReadonlySet<string>, rest = ''): string | undefined {
  const quoted = quote(name);
  const fix = `Try ${name}_${rest}:column=${name}:alias=${name}`;
  if (name === '') return 'A field starts with its name, like title:str.';
  if (name.startsWith('__'))
    return `${quoted} starts with two underscores: such names are reserved by Python and SQLAlchemy.`;
  if (name.startsWith('_')) return `${quoted} starts with an underscore: Pydantic keeps such names private.`;
  if (KEYWORDS.has(name)) return `${quoted} is a keyword of Python. ${fix}`;
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    const near = snakeCase(name);
    const meant = /^[a-z][a-z0-9_]{0,62}$/.test(near) && !KEYWORDS.has(near) ? ` Did you mean ${near}?` : '';
    return `${quoted} cannot be a field: use a lower-case letter first, then lower-case letters, digits and _.${meant}`;
  }
  if (name.length > MAX_NAME_BYTES)
    return `${quoted} is ${name.length} characters long: a field's name has at most 63.`;
  if (name === 'id' || reserved.has(name)) return `${name} is already provided by the base class. Leave it out.`;
  if (name === 'self') return `self is the receiver of a Python method. ${fix}`;
  if (SQLALCHEMY_NAMES.has(name)) return `${name} is reserved by SQLAlchemy. ${fix}`;
  if (PYDANTIC_NAMES.has(name)) return `${name} shadows a method of Pydantic's BaseModel. ${fix}`;
  if (name.startsWith('model_')) {
    const short = name.slice('model_'.length);
    const free = /^[a-z]/.test(short) && fieldNameProblem(short, reserved) === undefined ? short : `the_${name}`;
    return `model_ is reserved by Pydantic. Try ${free}${rest}:column=${name}:alias=${name}`;
  }
  if (ANNOTATION_NAMES.has(name)) return `${name} hides Python's own ${name} from the rest of the class. ${fix}`;
  return undefined;
}

function taken(name: string): boolean {
  return KEYWORDS.has(name) || SOFT_KEYWORDS.has(name) || DEVICE_NAMES.has(name);
}

/** What somebody typed, on one line and harmless for a terminal. */
function quote(name: string): string {
  return pythonString(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}
