import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { explain, isCancelled } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { keyOf, queries, useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';

/** The folder that a copier scans to: chosen once, looked after by the core from then on. */
export function WatchedFolderField() {
  const say = useSay();
  const watched = useAsk('scanning.watched', {});
  const watch = useCommand('scanning.watch', {
    onDone: (state) => queries.setQueryData(keyOf('scanning.watched', {}), state),
  });
  const { folder = null, trouble = null, taken = 0, refused = [] } = watched.data ?? {};
  async function choose() {
    try {
      const chosen = await ask('window.chooseFolder', {});
      if (chosen !== null) watch.mutate({ folder: chosen });
    } catch (error) {
      if (!isCancelled(error)) notify({ text: explain(say, error), look: 'alarm' });
    }
  }
  return (
    <div className="field" role="group" aria-labelledby="watched-folder">
      <div className="field-label" id="watched-folder">
        {say('office:watched')}
      </div>
      <div className="office-folder">
        <code className="selectable">{folder ?? say('office:watchedNone')}</code>
        <ActionButton
          action="chooseWatched"
          disabled={watch.isPending}
          onRun={() => void choose()}
        />
        {folder !== null && (
          <ActionButton
            action="stopWatching"
            disabled={watch.isPending}
            onRun={() => watch.mutate({ folder: null })}
          />
        )}
      </div>
      <p className="soft small">
        {folder === null ? say('office:watchedText') : say('office:watchedTaken', { n: taken })}
      </p>
      {trouble && <Message look="alarm">{explain(say, trouble)}</Message>}
      {refused.length > 0 && (
        <ul className="office-refused selectable" aria-label={say('office:watchedRefused')}>
          {refused.map(({ file, error }) => (
            <li key={file}>
              <b>{file}</b> <span>{explain(say, error)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
