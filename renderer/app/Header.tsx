import { Suspense, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { ActionButton } from './ActionButton.tsx';
import { capture } from './capture-state.ts';
import { actions, ariaKeys, keyText } from './keys.ts';
import { Mark } from './Mark.tsx';
import { go, type Place } from './places.ts';
import { useAction } from './shortcuts.tsx';
import { useSay } from './words.ts';
import { soon } from './soon.ts';

const KeysHelp = soon(() => import('./KeysHelp.tsx'));

const tabs = ['agenda', 'search', 'waiting', 'sheets', 'office', 'evidence'] as const;

const placesOf: Record<(typeof tabs)[number], Place> = {
  agenda: { at: 'agenda' },
  search: { at: 'search' },
  waiting: { at: 'waiting', position: null },
  sheets: { at: 'sheets' },
  office: { at: 'office', part: 'letterhead' },
  evidence: { at: 'evidence' },
};

export function Header({ place, office }: { place: Place; office: string }) {
  const say = useSay();
  const [help, setHelp] = useState(false);
  useAction('help', () => setHelp(true));
  useAction('stamps', () => go({ at: 'stamps', stamp: null }));
  const at = place.at === 'stamps' ? 'office' : place.at;
  const current =
    tabs.find((tab) => tab === at) ??
    (place.at === 'scanning' || place.at === 'sync' ? null : 'agenda');
  return (
    <header className="desk-header">
      <Mark />
      <nav className="desk-tabs" aria-label={say('common:navigation')}>
        {tabs.map((tab) => (
          <Tab key={tab} tab={tab} current={tab === current} />
        ))}
      </nav>
      <span className="desk-office" title={office}>
        {office}
      </span>
      {place.at !== 'scanning' && (
        <ActionButton action="scan" onRun={() => go({ at: 'scanning', batch: null })} />
      )}
      <ActionButton action="import" onRun={() => capture.set({ choosing: true })} />
      <ActionButton action="register" look="main" onRun={() => capture.set({ next: true })} />
      <Button
        look="quiet"
        hint="?"
        aria-keyshortcuts={ariaKeys('help')}
        onClick={() => setHelp(true)}
      >
        {say('actions:help')}
      </Button>
      <Suspense fallback={null}>{help && <KeysHelp onClose={() => setHelp(false)} />}</Suspense>
    </header>
  );
}

function Tab({ tab, current }: { tab: (typeof tabs)[number]; current: boolean }) {
  const say = useSay();
  const open = () => go(placesOf[tab]);
  useAction(tab, open);
  return (
    <button
      type="button"
      className="desk-tab"
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={ariaKeys(tab)}
      title={keyText(actions[tab].keys[0])}
      onClick={open}
    >
      {say(`actions:${tab}`)}
    </button>
  );
}
