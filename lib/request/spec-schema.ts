/** The JSON Schema of a file that asks for several packages. */
import type { SettingRow } from './spec.js';

export function specSchema(settings: readonly SettingRow[]): object {
  const own = Object.fromEntries(
    settings.map(({ name, isSwitch, description }) => [
      name,
      isSwitch ? { type: 'boolean', description } : { ...TEXTS, description },
    ]),
  );
  const fields = {
    type: 'array',
    items: { type: 'string' },
    description: 'In the field language, as in number:str.32:unique.',
  };
  const model = { type: 'string', pattern: '^[A-Z][A-Za-z0-9]{0,40}$' };
  const further = {
    type: 'object',
    additionalProperties: false,
    required: ['model'],
    properties: { model, fields, ...own },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://unpkg.com/generator-backend-package/dist/generators/schemas/spec.schema.json',
    title: 'Packages and models for generator-backend-package --spec',
    type: 'object',
    additionalProperties: false,
    required: ['packages'],
    properties: {
      version: { const: 1 },
      packages: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['package'],
          properties: {
            package: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,40}$' },
            path: { type: 'string', description: 'Its part of the paths, if not its name.' },
            tag: { type: 'string', description: "The tag of its paths, if not the backend's habit." },
            model: { ...model, description: 'Its first model, if not its singular.' },
            fields,
            ...own,
            models: {
              type: 'array',
              items: further,
              description: 'Further models. A package with nothing else beside its name is one that exists.',
            },
          },
        },
      },
    },
  };
}

const TEXTS = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: { type: 'string' } }] };
