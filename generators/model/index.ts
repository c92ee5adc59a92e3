/** `yo backend-package:model`: a further model in a package that exists. */
import { urlSegment } from '../../lib/naming/names.js';
import type { HostFlags } from '../../lib/plan/request.js';
import type { Refusal } from '../../lib/refusal.js';
import type { PackageSpec } from '../../lib/request/package.js';
import type { SettingsInput } from '../../lib/request/settings.js';
import { checkAhead, looker, specFrom } from '../yeoman/ahead.js';
import { settingsFlags } from '../yeoman/flags.js';
import BackendGenerator from '../yeoman/generator.js';
import type { RunOptions } from '../yeoman/instance.js';
import { declareOptions, optionProblems } from '../yeoman/options.js';
import { askForModel, greet } from '../yeoman/questions.js';
import { queuePlan } from '../yeoman/queues.js';
import { report } from '../yeoman/report.js';
import { beginRun, handInModel, runOf } from '../yeoman/run.js';
import { stopFor } from '../yeoman/stop.js';
import { hasTerminal } from '../yeoman/terminal.js';
import { MODEL_OPTIONS } from './options.js';

/** What `backend-package:model` can be given. */
export type ModelOptions = RunOptions &
  HostFlags &
  SettingsInput & {
    /** The package that the model is the first one of; given by `app`. */
    readonly spec?: PackageSpec;
  };

/** `yo backend-package:model <package> <Model> [field …]`: the only way in which a model comes into a package. */
export default class ModelGenerator extends BackendGenerator<ModelOptions> {
  #spec: PackageSpec | undefined;

  constructor(args?: string[], options?: ModelOptions, features?: object) {
    super(args, options, features);
    this.description =
      "Adds a further model to a package that backend-package made: its paths are below the package's.";
    this.argument('package', { type: String, required: false, description: 'The package, as in invoices' });
    this.argument('model', { type: String, required: false, description: 'The model, as in Line' });
    this.argument('fields', { type: Array, required: false, description: 'Its fields, as in quantity:int:ge=1' });
    declareOptions(this, MODEL_OPTIONS);
  }

  initializing(): void {
    beginRun(this, (root) => root instanceof ModelGenerator);
    // A throw in a queued task shows the message alone; in a method Yeoman adds its own line.
    this.env.queueTask('initializing', async () => this.#checkCommandLine());
  }

  prompting(): void {
    if (this.#specified() === undefined) this.env.queueTask('prompting', async () => this.#ask());
  }

  writing(): void {
    const spec = this.#specified();
    if (spec === undefined) return;
    // The first model of a package has the package's own paths.
    const path = this.options.spec === undefined ? `/${urlSegment(spec.model.collection)}` : '';
    handInModel(runOf(this), this, spec, path);
  }

  conflicts(): void {
    queuePlan(runOf(this));
  }

  end(): void {
    const run = runOf(this);
    if (run.lead === this && run.isOwn) report(run);
  }

  async #ask(): Promise<void> {
    greet(this, 'A further model for a package of your FastAPI backend.');
    this.#take(await specFrom({ ...settingsFlags(this), ...(await askForModel(this, this.#look())) }));
  }

  async #checkCommandLine(): Promise<void> {
    if (this.options.spec !== undefined) return;
    const [name, model, ...fields] = this.args;
    const { isOwn } = runOf(this);
    const wrong = isOwn ? optionProblems(this, MODEL_OPTIONS) : [];
    if (model === undefined) stopFor(wrong);
    if (name !== undefined && model !== undefined) {
      const look = isOwn ? this.#look() : undefined;
      this.#take(await specFrom({ package: name, model, fields, ...settingsFlags(this) }, look, wrong));
    } else if (name !== undefined || !hasTerminal() || !isOwn) {
      stopFor({
        id: 'model-not-given',
        status: 2,
        reason: 'Which model of which package?',
        hint: 'Give both, as in: yo backend-package:model invoices Line quantity:int:ge=1',
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
    return this.options.spec ?? this.#spec;
  }
}
