import { useEffect, useState } from 'react';
import type { ScanProfile } from '../../../shared/contract/batches.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { actions, ariaKeys, keyText } from '../../app/keys.ts';
import { useAsk } from '../../app/queries.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { remember, remembered } from '../../app/remembered.ts';
import { useSay } from '../../app/words.ts';
import { Button, Key } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { LAST } from './batch/run-profile.ts';
import { OpenBatches } from './OpenBatches.tsx';
import { ProfileDialog } from './profiles/ProfileDialog.tsx';
import { profileText } from './profiles/profile-text.ts';
import { SeparatorsDialog } from './SeparatorsDialog.tsx';
import './batch/batch.css';

interface ScanStartProps {
  books: { key: string; title: string }[];
  onRun: (profile: ScanProfile, device: string | null) => void;
  onOpen: (batch: string) => void;
  onLeave: () => void;
}

/** Before there is a pile: how to scan, by one key, and what was not finished. */
export function ScanStart({ books, onRun, onOpen, onLeave }: ScanStartProps) {
  const say = useSay();
  const profiles = useAsk('batches.profiles', {});
  // Found while the clerk puts the paper in, so that the scan need not look for it.
  const devices = useAsk('scanning.devices', {}, { gcTime: 600_000 });
  const [printing, setPrinting] = useState(false);
  const [editing, setEditing] = useState<ScanProfile | 'new' | null>(null);
  const list = profiles.data ?? [];
  const [lastKey, setLastKey] = useState(() => remembered(LAST, { key: '' }).key);
  const last = list.find(({ key }) => key === lastKey) ?? list[0];
  const device = devices.data?.[0]?.id ?? null;
  const run = (profile: ScanProfile | undefined) => profile && onRun(profile, device);
  useAction('scan', last ? () => run(last) : null);
  useAction('profile', (event) => run(list[Number(event.key) - 1]));
  useAction('back', onLeave);
  useEffect(() => {
    if (document.activeElement?.matches('body')) document.querySelector('main')?.focus();
  }, []);
  const none = devices.data?.length === 0 && !devices.isFetching;
  return (
    <div className="scan-start">
      <section className="side" aria-labelledby="scan-start-title">
        <header className="side-head">
          <h1 id="scan-start-title">{say('batch:startTitle')}</h1>
          <ActionButton action="addProfile" look="quiet" onRun={() => setEditing('new')} />
          <ActionButton
            action="changeProfile"
            look="quiet"
            disabled={!last}
            onRun={() => last && setEditing(last)}
          />
        </header>
        <div className="side-body">
          {profiles.error && <Message look="alarm">{explain(say, profiles.error)}</Message>}
          {devices.error && <Message look="alarm">{explain(say, devices.error)}</Message>}
          {none && <Message look="leaf">{say('scanning:noDevice')}</Message>}
          <ol className="profile-list">
            {list.map((profile, index) => (
              <li key={profile.key}>
                <button
                  type="button"
                  className={profile === last ? 'profile-run last' : 'profile-run'}
                  aria-keyshortcuts={[
                    ...(index < 9 ? [String(index + 1)] : []),
                    ...(profile === last ? [ariaKeys('scan')] : []),
                  ].join(' ')}
                  onClick={() => run(profile)}
                >
                  <Key text={index < 9 ? String(index + 1) : ' '} />
                  <span className="profile-words">
                    <b>{profile.name}</b>
                    <span className="soft small">{profileText(say, profile, devices.data)}</span>
                  </span>
                  {profile === last && <Key text={keyText(actions.scan.keys[0])} />}
                </button>
                <Button
                  look="quiet"
                  aria-label={say('batch:changeOne', { name: profile.name })}
                  onClick={() => setEditing(profile)}
                >
                  {say('batch:change')}
                </Button>
              </li>
            ))}
          </ol>
        </div>
        <footer className="side-foot">
          <ActionButton action="separators" look="quiet" onRun={() => setPrinting(true)} />
          <span className="soft small">
            {devices.isFetching
              ? say('scanning:searching')
              : say('batch:devicesFound', { n: devices.data?.length ?? 0 })}
          </span>
          <ActionButton
            action="findScanners"
            look="quiet"
            disabled={devices.isFetching}
            onRun={() => void devices.refetch()}
          />
          <span className="push" />
          <ActionButton action="back" look="quiet" label={say('common:back')} onRun={onLeave} />
          <ActionButton
            action="scan"
            look="main"
            label={say('actions:scan')}
            disabled={!last}
            onRun={() => run(last)}
          />
        </footer>
      </section>
      <OpenBatches onOpen={onOpen} />
      {printing && <SeparatorsDialog books={books} onClose={() => setPrinting(false)} />}
      {editing && (
        <ProfileDialog
          profile={editing === 'new' ? null : editing}
          profiles={list}
          onClose={() => setEditing(null)}
          onSaved={(key) => {
            remember(LAST, { key });
            setLastKey(key);
          }}
        />
      )}
    </div>
  );
}
