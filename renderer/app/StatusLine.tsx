import { ReadingState } from '../features/reading/ReadingState.tsx';
import { SyncState } from '../features/sync/SyncState.tsx';
import { notify, useNotice } from './notices.ts';
import { go } from './places.ts';
import { useSay } from './words.ts';

/** One line at the foot: what was just done, or why it was not. */
export function StatusLine() {
  const say = useSay();
  const notice = useNotice();
  return (
    <footer className={`status-line ${notice?.look ?? ''}`}>
      <div className="status-text selectable" role={notice?.look === 'alarm' ? 'alert' : 'status'}>
        {notice?.text ?? ''}
      </div>
      <ReadingState />
      <SyncState onOpen={() => go({ at: 'sync' })} />
      {notice && (
        <button type="button" onClick={() => notify(null)}>
          {say('common:close')}
        </button>
      )}
    </footer>
  );
}
