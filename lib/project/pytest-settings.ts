/** The settings of pytest, in whichever of its files they are. */
import { join } from 'node:path';
import { type HostFiles, textOf } from './files.js';
import { iniValue, readToml, settingsFolders, valueAt } from './settings.js';

/** What the files that pytest takes its settings from say of one of them, the nearest first. */
export function pytestSettings(
  files: HostFiles,
  project: string,
  top: string,
  key: string,
): readonly { readonly folder: string; readonly file: string; readonly value: unknown }[] {
  return settingsFolders(project, top).flatMap((folder) => {
    const ini = (file: string, section: RegExp): unknown =>
      iniValue(textOf(files, join(folder, file)) ?? '', section, key);
    const toml = valueAt(readToml(files, join(folder, 'pyproject.toml')), 'tool', 'pytest', 'ini_options', key);
    return [
      { folder, file: 'pytest.ini', value: ini('pytest.ini', /^pytest$/) },
      { folder, file: 'pyproject.toml', value: toml },
      { folder, file: 'tox.ini', value: ini('tox.ini', /^pytest$/) },
      { folder, file: 'setup.cfg', value: ini('setup.cfg', /^tool:pytest$/) },
    ];
  });
}
