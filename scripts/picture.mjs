// Prints docs/run.svg: a real run on the sample backend, as a terminal shows it. npm run picture > docs/run.svg
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment, run } from './python.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WORDS = ['invoices', 'number:str.32:unique', 'total:decimal.10.2:ge=0', '--yes'];
const [FONT, LINE, MARGIN] = [13, 18, 16];
/** The width of a letter of a monospaced font, and how many are in the longest line. */
const [LETTER, COLUMNS] = [FONT * 0.602, 88];

const COLOURS = [
  [/^\$/, '#ffffff'],
  [/^ {2}\+|^ {6}\w+\.py/, '#7ee787'],
  [/^ {2}~/, '#e3b341'],
  [/^ {4}proven/, '#79c0ff'],
];

async function output() {
  const folder = mkdtempSync(join(tmpdir(), 'backend-package-picture-'));
  try {
    cpSync(join(ROOT, '__tests__', 'hosts', 'standard'), folder, { recursive: true });
    const env = {
      PATH: process.env.PATH,
      VIRTUAL_ENV: dirname(dirname(await pythonEnvironment())),
      XDG_STATE_HOME: join(folder, 'state'),
    };
    const cli = join(ROOT, 'dist', 'generators', 'cli.js');
    const ended = await run(process.execPath, [cli, ...WORDS], { cwd: join(folder, 'backend'), env });
    if (ended.status !== 0) throw new Error(ended.stdout + ended.stderr);
    return (ended.stdout + ended.stderr).trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function picture(lines) {
  const width = Math.ceil(COLUMNS * LETTER + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  const texts = lines.map((line, index) => {
    const colour = COLOURS.find(([pattern]) => pattern.test(line))?.[1];
    const fill = colour === undefined ? '' : ` fill="${colour}"`;
    return `<text x="${MARGIN}" y="${MARGIN + FONT + index * LINE}"${fill}>${escaped(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>A run of generator-backend-package</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT}" fill="#c9d1d9" xml:space="preserve" style="white-space: pre">
${texts.join('\n')}
</g>
</svg>
`;
}

const prompt = `$ generator-backend-package ${WORDS.join(' ')}`;
process.stdout.write(picture([prompt, ...(await output()).split('\n')]));
