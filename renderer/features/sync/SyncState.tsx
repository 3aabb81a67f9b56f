import { ActionButton } from '../../app/ActionButton.tsx';
import { momentText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { standing } from './standing.ts';
import './sync.css';

/** At the foot, at all times: how this desk stands with the server. */
export function SyncState({ onOpen }: { onOpen: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const { data } = useAsk('sync.status', {});
  if (!data) return null;
  const { look, word, count } = standing(data);
  const { failed, last } = data;
  const told = failed && look === 'away' ? explain(say, failed) : undefined;
  const since = last === null ? undefined : say('sync:lastAt', { at: momentText(last, language) });
  return (
    <span className={`sync-state ${look}`} title={told ?? since}>
      <ActionButton
        action="sync"
        look="quiet"
        label={say(`sync:${word}`, { count })}
        onRun={onOpen}
      />
    </span>
  );
}
