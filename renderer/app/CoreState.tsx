import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';
import { ask, listen } from './api.ts';
import { explain } from './errors.ts';
import { queries } from './queries.ts';
import { useSay } from './words.ts';

/**
 * Says so when the core has ended or can't open the archive, and starts it again when asked.
 * @param error how the first question of all was refused: an event may come before anyone listens
 */
export function CoreState({ error }: { error: Error | null }) {
  const say = useSay();
  const [told, setTrouble] = useState<{ code: string; data: object } | null>(null);
  const trouble = told ?? error;
  const [starting, setStarting] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    listen('core.died', (data) => setTrouble({ code: 'core.died', data }), signal);
    listen('core.failed', setTrouble, signal);
    listen('core.ready', () => setTrouble(null), signal);
    return () => listening.abort();
  }, []);
  if (!trouble) return null;
  async function restart() {
    setStarting(true);
    try {
      await ask('window.restartCore', {});
      await queries.invalidateQueries();
      setTrouble(null);
    } catch (failure) {
      setTrouble(failure as { code: string; data: object });
    } finally {
      setStarting(false);
    }
  }
  return (
    <div className="core-state">
      <Message
        look="alarm"
        beside={
          <Button onClick={() => void restart()} disabled={starting}>
            {say('common:restart')}
          </Button>
        }
      >
        {explain(say, trouble)}
      </Message>
    </div>
  );
}
