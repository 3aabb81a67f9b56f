import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';

/** Beside the notices: how much is still to be read, what could not be, and the keys for both. */
export function ReadingState() {
  const say = useSay();
  const { data } = useAsk('reading.status', {});
  const pause = useCommand('reading.pause');
  const resume = useCommand('reading.resume');
  const retry = useCommand('reading.retry');
  if (!data) return null;
  const { waiting, failed, paused, unread } = data;
  const [first] = unread.filter(({ again }) => again === null);
  return (
    <>
      {failed > 0 && (
        <span className="reading-state" title={first && explain(say, first.reason)}>
          {say('reading:unread', { count: failed })}
          <ActionButton action="retryReading" look="quiet" onRun={() => retry.mutate({})} />
        </span>
      )}
      {waiting > 0 && (
        <span className="reading-state">
          {say(paused ? 'reading:paused' : 'reading:waiting', { count: waiting })}
          <ActionButton
            action="pauseReading"
            look="quiet"
            label={say(paused ? 'reading:resume' : 'reading:pause')}
            onRun={() => (paused ? resume.mutate({}) : pause.mutate({}))}
          />
        </span>
      )}
    </>
  );
}
