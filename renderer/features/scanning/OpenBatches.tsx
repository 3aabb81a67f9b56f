import type { BatchSummary } from '../../../shared/contract/batches.ts';
import { momentText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { actions, ariaKeys, keyText } from '../../app/keys.ts';
import { useAsk } from '../../app/queries.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { useLanguage, useSay } from '../../app/words.ts';
import { Key } from '../../ui/Button.tsx';
import { Empty, Message } from '../../ui/Message.tsx';
import { Sheet } from './batch/Sheet.tsx';
import { sheetAddress } from './batch/sheet-address.ts';
import { useFeeds } from './batch/feeding.ts';

/** Batches that were begun and not closed: after a crash, too, they are all here. */
export function OpenBatches({ onOpen }: { onOpen: (batch: string) => void }) {
  const say = useSay();
  const batches = useAsk('batches.list', {});
  const feeds = useFeeds();
  const list = batches.data ?? [];
  const first = list.find(({ problem }) => problem === null);
  useAction('resumeBatch', first ? () => onOpen(first.batch) : null);
  return (
    <section className="side" aria-labelledby="open-batches-title">
      <header className="side-head">
        <h2 id="open-batches-title">{say('batch:openTitle')}</h2>
      </header>
      <div className="side-body">
        {batches.error && <Message look="alarm">{explain(say, batches.error)}</Message>}
        {batches.data?.length === 0 && (
          <Empty title={say('batch:noneOpen')} text={say('batch:noneOpenText')} />
        )}
        <ul className="batch-list">
          {list.map((one) => (
            <li key={one.batch}>
              <BatchRow
                summary={one}
                running={one.batch in feeds}
                first={one === first}
                onOpen={() => onOpen(one.batch)}
              />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

interface BatchRowProps {
  summary: BatchSummary;
  running: boolean;
  first: boolean;
  onOpen: () => void;
}

function BatchRow({ summary, running, first, onOpen }: BatchRowProps) {
  const say = useSay();
  const language = useLanguage();
  const { batch, at, profile, status, pages, documents, problem } = summary;
  const counts = `${say('batch:pageCount', { n: pages })}, ${say('batch:documentCount', { n: documents })}`;
  const state = running ? say('batch:running') : say(`batch:status-${status as 'open'}`);
  return (
    <button
      type="button"
      className="batch-row"
      disabled={problem !== null}
      aria-keyshortcuts={first ? ariaKeys('resumeBatch') : undefined}
      onClick={onOpen}
    >
      <span className="batch-row-page">
        {pages > 0 && (
          <Sheet
            address={sheetAddress(batch, { page: 1, view: `list-${pages}` }, 240)}
            failedText=""
          />
        )}
      </span>
      <span className="profile-words">
        <b>{profile === '-' ? say('batch:title') : profile}</b>
        <span>{problem === null ? counts : explain(say, { code: problem })}</span>
        <span className="soft small">{`${momentText(at, language)} · ${state}`}</span>
      </span>
      {first && <Key text={keyText(actions.resumeBatch.keys[0])} />}
    </button>
  );
}
