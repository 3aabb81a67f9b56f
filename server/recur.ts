import type { FastifyInstance } from 'fastify';

/**
 * Does the work now and again until the server closes, one turn at a time; closing waits for the turn
 * that runs. What fails is logged, and tried again at its next turn. Several servers may do so at once:
 * the work itself must claim what it takes.
 */
export function recur(app: FastifyInstance, everyMs: number, work: () => Promise<unknown>): void {
  let turn: Promise<void> | null = null;
  const go = async () => {
    try {
      await work();
    } catch (error) {
      app.log.error({ err: error }, 'a recurring task failed');
    } finally {
      turn = null;
    }
  };
  const timer = setInterval(() => (turn ??= go()), everyMs);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await turn;
  });
}
