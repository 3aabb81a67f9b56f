import { useState } from 'react';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { countText, momentText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { Books } from './Books.tsx';
import { Disputes } from './Disputes.tsx';
import { Join } from './Join.tsx';
import { isCertificateRefusal, ServerCertificate } from './ServerCertificate.tsx';
import { wantsCode } from './standing.ts';
import './sync.css';

/** How this desk and the server stand, joining it, and what a person has to settle. */
export function Sync({ onOpen }: { onOpen: (letter: string) => void }) {
  const say = useSay();
  const status = useAsk('sync.status', {});
  const now = useCommand('sync.now', {
    onDone: ({ pushed, pulled }) =>
      notify({ text: say('sync:done', { pushed, pulled }), look: 'done' }),
  });
  if (status.error) return <Message look="alarm">{explain(say, status.error)}</Message>;
  if (!status.data) return null;
  const { joined, failed, newer } = status.data;
  return (
    <section className="sync" aria-label={say('sync:title')}>
      <header className="sync-head">
        <div>
          <h1>{say('sync:title')}</h1>
          <p className="soft">{say('sync:text')}</p>
        </div>
        {joined && (
          <ActionButton
            action="syncNow"
            look="main"
            disabled={now.isPending}
            onRun={() => now.mutate({})}
          />
        )}
      </header>
      {!joined && <Join />}
      {joined && <Standing status={status.data} />}
      {joined && failed && <Message look="alarm">{explain(say, failed)}</Message>}
      {joined && wantsCode(status.data) && <Join known={joined.address} />}
      {joined && isCertificateRefusal(failed) && <CertificateChange error={failed} />}
      {newer > 0 && <Message look="leaf">{say('sync:newer', { count: newer })}</Message>}
      {joined && <Disputes onOpen={onOpen} />}
      {joined && <Books />}
    </section>
  );
}

/** The office's server shows another certificate than a person has confirmed. */
function CertificateChange({ error }: { error: unknown }) {
  const [open, setOpen] = useState(false);
  const trust = useCommand('sync.trust', { onDone: () => setOpen(false) });
  return (
    <div>
      <ActionButton action="lookAtCertificate" onRun={() => setOpen(true)} />
      {open && (
        <ServerCertificate
          error={error}
          busy={trust.isPending}
          onClose={() => setOpen(false)}
          onTrust={(fingerprint) => trust.mutate({ fingerprint })}
        />
      )}
    </div>
  );
}

function Standing({ status }: { status: SyncStatus }) {
  const say = useSay();
  const language = useLanguage();
  const { joined, connected, waiting, last, key } = status;
  const facts = countText(waiting.facts, language);
  const files = countText(waiting.files, language);
  const rows = [
    ['server', [joined!.office, joined!.address].filter(Boolean).join(' · ')],
    ['line', say(connected ? 'sync:connected' : 'sync:notConnected')],
    ['waiting', say('sync:waitingText', { facts, files })],
    ['last', last === null ? say('sync:never') : momentText(last, language)],
    ['key', say(`sync:key-${key ?? 'none'}`)],
  ] as const;
  return (
    <dl className="sync-standing selectable">
      {rows.map(([word, text]) => (
        <div key={word}>
          <dt>{say(`sync:${word}`)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
