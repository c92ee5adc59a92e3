/** Whether a coding agent runs the command: then nobody reads it on a terminal, and JSON is what it wants. */

/** What agents set for the commands that they run; `AI_AGENT` and `AGENT` are what several have agreed on. */
export const AGENT_VARIABLES: readonly string[] = [
  ...['AI_AGENT', 'AGENT', 'CLAUDECODE', 'CLAUDE_CODE', 'CURSOR_AGENT', 'GEMINI_CLI', 'QWEN_CODE', 'OPENCODE', 'CRUSH'],
  ...['CODEX_SANDBOX', 'CODEX_SANDBOX_NETWORK_DISABLED', 'CODEX_THREAD_ID', 'CLINE_ACTIVE', 'COPILOT_CLI'],
  ...['AUGMENT_AGENT', 'GOOSE_TERMINAL', 'ANTIGRAVITY_AGENT', 'ROO_ACTIVE', 'AMP_CURRENT_THREAD_ID'],
];

const NO: ReadonlySet<string> = new Set(['', '0', 'false']);

export function isRunByAgent(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.stdin.isTTY === true || process.stdout.isTTY === true) return false;
  return AGENT_VARIABLES.some((name) => !NO.has(env[name] ?? ''));
}
