import { type Kept, type SecretAsked, isToCore } from '../../shared/contract/wire.ts';
import type { Parent } from './host.ts';

/** The operating system's own store of secrets, as this account has it on this computer. */
export interface Secrets {
  ask(asked: SecretAsked): Promise<Kept>;
}

/** That of the parent; none any more once the parent is gone. */
export function secretsOf(parent: Parent): Secrets {
  const waiting = new Map<number, (kept: Kept) => void>();
  let next = 1;
  let gone = false;
  parent.onMessage((message) => {
    if (!isToCore(message) || message.type !== 'secret') return;
    const { type: _, id, ...kept } = message;
    waiting.get(id)?.(kept);
    waiting.delete(id);
  });
  parent.onGone(() => {
    gone = true;
    for (const answer of waiting.values()) answer({ ok: false, why: 'none' });
    waiting.clear();
  });
  return {
    ask(asked) {
      if (gone) return Promise.resolve({ ok: false, why: 'none' });
      const id = next;
      next += 1;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        parent.send({ type: 'secret', id, ...asked });
      });
    },
  };
}
