/** The blueprint's main model: the class whose columns show how the host writes them. */
import { columnsOf, type WrittenColumn } from '../framework/columns.js';
import { type Table, tablesIn } from '../framework/tables.js';
import type { HostReading } from './host-reading.js';

/** The model that is called like the package, else the first. */
export function mainModel({ blueprint, host }: HostReading): Table | undefined {
  const models = blueprint?.of('models') ?? [];
  const tables = (models.length > 0 ? models : (blueprint?.all ?? []))
    .flatMap(tablesIn)
    .filter(({ isClass }) => isClass);
  const stem = (host.blueprint ?? '').replaceAll('_', '').replace(/s$/, '');
  return tables.find(({ name }) => name.toLowerCase().startsWith(stem)) ?? tables[0];
}

/** The columns that its own class writes. */
export function mainColumns(host: HostReading): readonly WrittenColumn[] {
  const main = mainModel(host);
  return main === undefined ? [] : columnsOf(main.module, main.node);
}
