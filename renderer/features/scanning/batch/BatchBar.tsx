import type { BatchProgress, BatchView } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { useLanguage, useSay, type Say } from '../../../app/words.ts';
import { Progress } from '../../../ui/Progress.tsx';
import { momentText } from '../../../app/days.ts';
import type { Feed } from './feeding.ts';

interface BatchBarProps {
  view: BatchView;
  feed: Feed | null;
  onScan: () => void;
  onSettings: () => void;
  onDiscard: () => void;
  onFinish: () => void;
  onLeave: () => void;
}

/** How many pages and letters there are by now, and what can be done with all of them. */
export function BatchBar(props: BatchBarProps) {
  const { view, feed } = props;
  const say = useSay();
  const language = useLanguage();
  const { pages, documents } = view;
  const { expected, doubleFeed } = view.settings;
  const busy = feed !== null || view.busy !== null;
  return (
    <header className="batch-bar">
      <div className="batch-title">
        <h1>{view.profile === '-' ? say('batch:title') : view.profile}</h1>
        <span className="soft small">{momentText(view.at, language)}</span>
      </div>
      <div className="batch-counts" role="status">
        <b>{say('batch:pageCount', { n: pages })}</b>
        {expected !== null && (
          <span className={pages > expected ? 'over' : 'soft'}>
            {say('batch:expected', { n: expected })}
          </span>
        )}
        <b>{say('batch:documentCount', { n: documents })}</b>
        {doubleFeed !== 'as-device' && (
          <span className="soft">
            {say('profiles:doubleFeed')}: {say(`profiles:double-${doubleFeed}`)}
          </span>
        )}
      </div>
      {busy ? (
        <>
          <div className="batch-progress">
            <FeedProgress feed={feed} />
          </div>
          {feed ? (
            <ActionButton action="back" label={say('scanning:stop')} onRun={feed.stop} />
          ) : (
            <ActionButton
              action="back"
              look="quiet"
              label={say('common:back')}
              onRun={props.onLeave}
            />
          )}
        </>
      ) : (
        <>
          <span className="push" />
          <ActionButton
            action="back"
            look="quiet"
            label={say('common:back')}
            onRun={props.onLeave}
          />
          <ActionButton
            action="discardBatch"
            look="quiet"
            disabled={view.status !== 'open'}
            onRun={props.onDiscard}
          />
          <ActionButton
            action="changeProfile"
            look="quiet"
            label={say('batch:settings')}
            disabled={view.status !== 'open'}
            onRun={props.onSettings}
          />
          <ActionButton
            action="scan"
            label={say(view.next === 'scan' ? 'batch:scanMore' : 'batch:goOn')}
            disabled={view.status !== 'open'}
            onRun={props.onScan}
          />
          <ActionButton
            action="finish"
            look="main"
            label={say('batch:finish', { n: documents })}
            disabled={documents === 0 || view.status === 'discarded'}
            onRun={props.onFinish}
          />
        </>
      )}
    </header>
  );
}

function FeedProgress({ feed }: { feed: Feed | null }) {
  const say = useSay();
  const step = feed?.step ?? null;
  const label = progressText(say, feed, step);
  if (step?.step === 'page') return <Progress label={label} value={step.percent} />;
  if (step?.step === 'document' && step.total > 0)
    return <Progress label={label} value={step.done} max={step.total} />;
  return <Progress label={label} />;
}

function progressText(say: Say, feed: Feed | null, step: BatchProgress | null): string {
  switch (step?.step) {
    case 'waiting-for-paper':
      return say('batch:waitingForPaper');
    case 'page':
      return say('batch:scanningPage');
    case 'kept':
      return say('batch:kept');
    case 'cleaning':
      return say('batch:cleaningLeft', { n: step.left });
    case 'document':
      return say('batch:making', { done: step.done, total: step.total });
    default:
      return say(feed?.work === 'scan' ? 'scanning:warming' : 'batch:working');
  }
}
