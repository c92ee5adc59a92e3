/** `yo backend-package:field`: fields for a model that exists. */
import type { HostFlags } from '../../lib/plan/request.js';
import type { Refusal } from '../../lib/refusal.js';
import type { PackageSpec } from '../../lib/request/package.js';
import { checkAhead, looker, specFrom } from '../yeoman/ahead.js';
import BackendGenerator from '../yeoman/generator.js';
import type { RunOptions } from '../yeoman/instance.js';
import { declareOptions, optionProblems } from '../yeoman/options.js';
import { askForAddedFields, greet } from '../yeoman/questions.js';
import { queuePlan } from '../yeoman/queues.js';
import { report } from '../yeoman/report.js';
import { beginRun, handInFields, runOf } from '../yeoman/run.js';
import { stopFor } from '../yeoman/stop.js';
import { hasTerminal } from '../yeoman/terminal.js';
import { FIELD_OPTIONS } from './options.js';

/** What `backend-package:field` can be given. */
export type FieldOptions = RunOptions & HostFlags;

/** `yo backend-package:field <package> <Model> <field> …`: adds to the files of a package and takes nothing from them. */
export default class FieldGenerator extends BackendGenerator<FieldOptions> {
  #spec: PackageSpec | undefined;

  constructor(args?: string[], options?: FieldOptions, features?: object) {
    super(args, options, features);
    this.description =
      'Adds fields to a model of a package: its column, schemas, filters and tests; what people wrote stays.';
    this.argument('package', { type: String, required: false, description: 'The package, as in invoices' });
    this.argument('model', { type: String, required: false, description: 'The model, as in Invoice' });
    this.argument('fields', {
      type: Array,
      required: false,
      description: 'Its new fields, as in paid_on:date:optional:filter',
    });
    declareOptions(this, FIELD_OPTIONS);
  }

  initializing(): void {
    beginRun(this, (root) => root instanceof FieldGenerator);
    // A throw in a queued task shows the message alone; in a method Yeoman adds its own line.
    this.env.queueTask('initializing', async () => this.#checkCommandLine());
  }

  prompting(): void {
    if (this.#specified() === undefined) this.env.queueTask('prompting', async () => this.#ask());
  }

  writing(): void {
    const spec = this.#specified();
    if (spec === undefined) return;
    handInFields(runOf(this), this, spec);
  }

  conflicts(): void {
    queuePlan(runOf(this));
  }

  end(): void {
    const run = runOf(this);
    if (run.lead === this && run.isOwn) report(run);
  }

  async #ask(): Promise<void> {
    greet(this, 'New fields for a model of your FastAPI backend.');
    this.#take(await specFrom(await askForAddedFields(this, this.#look())));
  }

  async #checkCommandLine(): Promise<void> {
    const [name, model, ...fields] = this.args;
    const { isOwn } = runOf(this);
    const wrong = isOwn ? optionProblems(this, FIELD_OPTIONS) : [];
    const isWhole = name !== undefined && model !== undefined && fields.length > 0;
    if (!isWhole) stopFor(wrong);
    if (isWhole) {
      const look = isOwn ? this.#look() : undefined;
      this.#take(await specFrom({ package: name, model, fields }, look, wrong));
    } else if (name !== undefined || !hasTerminal() || !isOwn) {
      stopFor({
        id: 'field-not-given',
        status: 2,
        reason: 'Which fields for which model of which package?',
        hint: 'Give all three, as in: yo backend-package:field invoices Invoice paid_on:date:optional',
      });
    } else await checkAhead(this, this.#look());
  }

  #take(spec: PackageSpec | readonly Refusal[]): void {
    if ('model' in spec) this.#spec = spec;
    else stopFor(spec, this.env.cwd);
  }

  #look(): ReturnType<typeof looker> {
    return looker(runOf(this), this, false);
  }

  #specified(): PackageSpec | undefined {
    return this.#spec;
  }
}
