/** What the class of a layer has besides its operations: what an object of it keeps, and how it commits. */
import type { ModelSpec } from '../../request/model.js';
import type { Context } from '../context.js';
import type { NamedChain, NamedLayer } from '../layers.js';
import { initParameter } from '../makers.js';
import { type Part, py } from '../print/code.js';
import { alchemyErrors } from '../print/symbols.js';
import { layerClass } from '../reach.js';
import { argumentsFor } from '../supply.js';

export type Printer = {
  readonly context: Context;
  readonly spec: ModelSpec;
  readonly chain: NamedChain;
  readonly layer: NamedLayer;
};

/** Whether the class is written as a dataclass, which keeps what its fields are given. */
export function isDataclass({ holder, base }: NamedLayer): boolean {
  return holder.kind === 'object' && holder.isDataclass === true && holder.takes !== undefined && base === undefined;
}

/** What an object keeps: the session, or the object of the layer below. */
export function initMethod({ context, spec, layer: own, chain }: Printer): Part {
  const { holder, level, base } = own;
  if (holder.kind !== 'object') return undefined;
  const below = chain.layers[level - 1];
  const { takes } = holder;
  const typed = holder.isInitTyped && ' -> None';
  const given = below === undefined ? undefined : layerClass(context, below);
  if (takes === undefined) {
    const passed = base?.passes ?? [];
    // `self.repository = UserRepository()`, where each operation is given the session.
    const isMade = holder.below?.isMade === true && given !== undefined;
    if (passed.length === 0 && !isMade) return undefined;
    return py`
      def __init__(self)${typed}:
          ${passed.length > 0 && py`super().__init__(${argumentsFor(context, spec, passed, undefined)})`}
          ${isMade && py`self.${holder.below?.name} = ${given}()`}
    `;
  }
  if (base !== undefined) {
    const made = holder.below?.isMade === true && given !== undefined;
    return (
      base.passes &&
      py`
        def __init__(self, ${initParameter(context, own, below)})${typed}:
            super().__init__(${argumentsFor(context, spec, base.passes, takes.name)})
            ${made && py`self.${holder.below?.name} = ${given}(${takes.name})`}
      `
    );
  }
  if (isDataclass(own)) return initParameter(context, own, below);
  const isKept = holder.below !== undefined && (below !== undefined || takes.kind === 'below');
  return py`
    def __init__(self, ${initParameter(context, own, below)})${typed}:
        ${holder.session !== undefined && `self.${holder.session} = ${takes.name}`}
        ${isKept && py`self.${holder.below.name} = ${holder.below.isMade ? py`${given}(${takes.name})` : takes.name}`}
  `;
}

/**
 * What ends a write where a higher level answers that cannot roll back, for it does not have the session: a method
 * of the class. A session that each operation is given is the higher level's, too.
 */
export function hasCommit({ context, chain, layer: { level, holder, base } }: Printer): boolean {
  if (level > 0 || base !== undefined || context.conventions.transaction === 'flush' || chain.commits > 0) return false;
  if (holder.kind !== 'object' || holder.session === undefined) return false;
  const answering = chain.layers[chain.taken];
  return (
    chain.taken > 0 &&
    (answering === undefined || (answering.holder.kind === 'object' && answering.holder.session === undefined))
  );
}

export function commitMethod(printer: Printer): Part {
  const {
    context: { dialect: d },
    layer: { holder },
  } = printer;
  if (!hasCommit(printer) || holder.kind !== 'object') return undefined;
  const session = `self.${holder.session}`;
  return py`
    ${d.def} _commit(self) -> None:
        try:
            ${d.await}${session}.commit()
        except ${alchemyErrors.SQLAlchemyError}:
            ${d.await}${session}.rollback()
            raise
  `;
}
