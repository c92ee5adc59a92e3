export class NoPythonError extends Error {}

export interface Finished {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly echo?: boolean;
  readonly timeout?: number;
}

export function run(command: string, args: readonly string[], options?: RunOptions): Promise<Finished>;

export interface EnvironmentOptions {
  /** The file with the pins; by default that of the tests of generated packages. */
  readonly requirements?: string;
  readonly log?: (line: string) => void;
}

export function pythonEnvironment(options?: EnvironmentOptions): Promise<string>;

export function pythonForTests(options?: EnvironmentOptions): Promise<string | undefined>;

export interface Server {
  readonly url: string;
  log(): string;
  stop(): Promise<void>;
}

export function startServer(python: string, backend: string, env?: Record<string, string>): Promise<Server>;
