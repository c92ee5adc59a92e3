// How a run grows with its packages, and with those that a host has: node scripts/scale.mjs 1 10 100 > docs/scale.svg, after a build.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from './yo.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CLI = join(ROOT, 'dist', 'generators', 'cli.js');
const HOST = join(ROOT, '__tests__', 'hosts', 'standard', 'backend');
const given = process.argv.slice(2).map(Number);
const COUNTS = given.length > 0 ? given : [1, 10, 100];
const FIELDS = ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'due:date:optional'];

const folder = scratchFolder('backend-package-scale-');
const usage = join(folder, 'usage.json');
writeFileSync(
  join(folder, 'usage.cjs'),
  `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeFileSync(${JSON.stringify(usage)}, JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]));
});
`,
);

/** What a run uses: milliseconds of CPU time and megabytes. */
function measured(cwd, args) {
  const env = { PATH: process.env.PATH, HOME: folder, NODE_OPTIONS: `--require ${join(folder, 'usage.cjs')}` };
  const command = [CLI, ...args, '--yes', '--proof=off'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}:\n${stdout}${stderr}`);
  const [cpu, memory] = JSON.parse(readFileSync(usage, 'utf8'));
  return { cpu, memory };
}

/** A run of so many packages, and one of a single package in what that made. */
function grown(count) {
  const cwd = join(folder, `host-${count}`);
  mkdirSync(cwd);
  cpSync(HOST, cwd, { recursive: true });
  const packages = Array.from({ length: count }, (_, index) => ({ package: `part${index}`, fields: FIELDS }));
  const spec = join(folder, `${count}.json`);
  writeFileSync(spec, JSON.stringify({ packages }));
  const run = measured(cwd, [`--spec=${spec}`]);
  const further = measured(cwd, ['invoices', ...FIELDS]);
  rmSync(cwd, { recursive: true });
  console.error(
    `${count}: ${(run.cpu / count).toFixed(0)} ms a package, ${run.memory.toFixed(0)} MB; ` +
      `one more in that host ${further.cpu.toFixed(0)} ms, ${further.memory.toFixed(0)} MB`,
  );
  return { count, run, further };
}

const [WIDTH, HEIGHT, LEFT, TOP, ACROSS, DOWN] = [820, 330, 60, 70, 310, 190];
const logarithm = (value) => Math.log10(Math.max(1, value));
const shown = (value) => value.toLocaleString('en', { maximumFractionDigits: 0 });

/** One chart with logarithmic axes: `lines` have a name, a colour and a value for each count. */
function chart(x, title, unit, lines) {
  const most = Math.ceil(logarithm(Math.max(...lines.flatMap(({ values }) => values))));
  const least = Math.floor(logarithm(Math.min(...lines.flatMap(({ values }) => values))));
  const widest = Math.max(1, logarithm(COUNTS.at(-1)));
  const across = (count) => x + (ACROSS * logarithm(count)) / widest;
  const down = (value) => TOP + DOWN - (DOWN * (logarithm(value) - least)) / (most - least);
  const marks = Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index));
  return [
    `<text x="${x}" y="${TOP - 36}" class="title">${title}</text>`,
    ...marks.map(
      (value) =>
        `<path d="M${x} ${down(value)}h${ACROSS}" class="grid"/><text x="${x - 8}" y="${down(value) + 4}" class="end">${shown(value)}</text>`,
    ),
    ...COUNTS.map((count) => `<text x="${across(count)}" y="${TOP + DOWN + 20}" class="middle">${shown(count)}</text>`),
    `<text x="${x + ACROSS / 2}" y="${TOP + DOWN + 40}" class="middle">packages</text>`,
    ...lines.flatMap(({ name, colour, values }, index) => {
      const points = values.map((value, at) => [across(COUNTS[at]), down(value)]);
      const path = points.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('');
      return [
        `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...points.map(
          ([px, py], at) =>
            `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3" fill="${colour}"><title>${shown(values[at])} ${unit}</title></circle>`,
        ),
        `<text x="${x + index * 150}" y="${TOP - 16}" fill="${colour}">${name}</text>`,
      ];
    }),
  ].join('\n');
}

function picture(results) {
  const lines = (key) => [
    {
      name: 'a run of so many',
      colour: '#0969da',
      values: results.map(({ count, run }) => run[key] / (key === 'cpu' ? count : 1)),
    },
    { name: 'one more beside them', colour: '#bf3989', values: results.map(({ further }) => further[key]) },
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#57606a">
<title>CPU time and memory of runs by the number of packages</title>
<style>.title{font-size:14px;font-weight:600;fill:#1f2328}.end{text-anchor:end}.middle{text-anchor:middle}.grid{stroke:#d0d7de}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${chart(LEFT, 'CPU time for each package, ms', 'ms', lines('cpu'))}
${chart(LEFT + ACROSS + 90, 'Memory of the run, MB', 'MB', lines('memory'))}
</svg>
`;
}

try {
  process.stdout.write(picture(COUNTS.map(grown)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
