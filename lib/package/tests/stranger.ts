/** The fixture of the client of somebody who says nothing of themselves. */
import type { Context } from '../context.js';
import { callerCallables, isGuarded, passedCallables } from '../guards.js';
import { type Part, py } from '../print/code.js';
import { fastapi, modules, testclient } from '../print/symbols.js';
import { hasSessionGuard } from '../session-guard.js';
import { sourceCode } from '../source-code.js';
import { isOwned } from './owners.js';

export function stranger(context: Context): Part {
  const owned = isOwned(context);
  const passed = [
    ...passedCallables(context, owned).map(({ callable }) => callable),
    ...(owned ? callerCallables(context).map(({ callable }) => callable) : []),
    ...(hasSessionGuard(context.conventions) ? [sourceCode(context.conventions.session)] : []),
  ];
  if (!isGuarded(context.conventions) && !owned) return undefined;
  return py`


    @${modules.pytest}.fixture
    def stranger(app: ${fastapi.FastAPI}, client: ${testclient.TestClient}) -> ${testclient.TestClient}:
        """Let nobody in but who may come in."""
        ${passed.map((guard) => py`del app.dependency_overrides[${guard}]`)}
        return client
  `;
}
