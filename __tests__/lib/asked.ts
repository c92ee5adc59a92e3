/** What a test asks for; what is wrong with it is thrown, for the test to expect. */
import { BackendPackageError } from '../../lib/refusal.js';
import { type Field, readFields } from '../../lib/request/fields.js';
import { type PackageSpec, packageSpec as specOrRefusals } from '../../lib/request/package.js';
import { fieldsReport } from '../../lib/request/report.js';

export function packageSpec(...given: Parameters<typeof specOrRefusals>): PackageSpec {
  const spec = specOrRefusals(...given);
  if ('model' in spec) return spec;
  throw new BackendPackageError(spec);
}

export function parseFields(words: readonly string[], reserved: ReadonlySet<string> = new Set()): readonly Field[] {
  const { fields, faults } = readFields(words, reserved);
  if (faults.length === 0) return fields;
  throw new BackendPackageError({ id: 'field-wrong', status: 2, reason: fieldsReport(faults) });
}
