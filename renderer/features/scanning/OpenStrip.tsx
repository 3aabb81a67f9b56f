import { useEffect, useState } from 'react';
import { useAsk } from '../../app/queries.ts';
import { actions, keyText } from '../../app/keys.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import './scanning.css';

/** After a crash, or a pile that was left: its pages wait. */
export function OpenStrip({ onGo }: { onGo: () => void }) {
  const say = useSay();
  // The list of letters comes first.
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const later = setTimeout(() => setRested(true), 500);
    return () => clearTimeout(later);
  }, []);
  const batches = useAsk('batches.list', {}, { enabled: rested });
  const open = batches.data?.filter(({ status, pages }) => status !== 'discarded' && pages > 0);
  if (!open || open.length === 0) return null;
  const names = open
    .map(({ profile, pages }) => {
      const name = profile === '-' ? say('batch:title') : profile;
      return `${name}: ${say('batch:pageCount', { n: pages })}`;
    })
    .join(' · ');
  return (
    <section className="draft-strip" aria-label={say('batch:openTitle')}>
      <b>{say('batch:openStrip', { n: open.length })}</b>
      <span className="draft-names" title={names}>
        {names}
      </span>
      <Button onClick={onGo} hint={keyText(actions.scan.keys[0])}>
        {say('batch:openStripGo')}
      </Button>
    </section>
  );
}
