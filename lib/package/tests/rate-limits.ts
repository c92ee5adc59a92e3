/** What `conftest.py` says where the application refuses clients that call too often. */
import { pythonString } from '../../naming/literals.js';
import { type Part, py } from '../print/code.js';

/** An application makes its middleware anew where it has none that is made. */
export function withoutLimits(names: readonly string[]): Part {
  const isNone = names.map((name) => `${pythonString(name)} not in repr(each)`).join(' and ');
  return (
    names.length > 0 &&
    py`
      # Tests call more often than a client may.
      unlimited = [each for each in app.user_middleware if ${isNone}]
      monkeypatch.setattr(app, "user_middleware", unlimited)
      monkeypatch.setattr(app, "middleware_stack", None)
    `
  );
}
