import type { MadeBatchDocument, ScanProfile } from '../../../shared/contract/batches.ts';
import { BatchDesk } from '../../features/scanning/batch/BatchDesk.tsx';
import { runProfile } from '../../features/scanning/batch/run-profile.ts';
import { ScanStart } from '../../features/scanning/ScanStart.tsx';
import { explain, isCancelled } from '../errors.ts';
import { notify } from '../notices.ts';
import { go, hashOf } from '../places.ts';
import { keyOf, queries, useAsk } from '../queries.ts';
import { useSay } from '../words.ts';

/** The scanning desk: a profile, its pages, and on to registering what they make. */
export default function ScanningScreen({ batch }: { batch: string | null }) {
  const say = useSay();
  const office = useAsk('office.get', {});
  const books = office.data?.books ?? [];

  function finished(documents: MadeBatchDocument[]) {
    void queries.invalidateQueries({ queryKey: keyOf('scanning.drafts', {}) });
    const [first] = documents;
    if (!first) return go({ at: 'scanning', batch: null }, { replace: true });
    notify({ text: say('batch:finished', { n: documents.length }), look: 'done' });
    go({ at: 'register', document: first.document.sha256 }, { replace: true });
  }

  async function run(profile: ScanProfile, device: string | null) {
    try {
      await runProfile(profile, device, {
        onOpen: (opened) => go({ at: 'scanning', batch: opened }),
        onFinished(ended, documents) {
          // Whoever has gone elsewhere in the meantime is not called away.
          if (location.hash === hashOf({ at: 'scanning', batch: ended })) finished(documents);
          else notify({ text: say('batch:finished', { n: documents.length }), look: 'done' });
        },
      });
    } catch (error) {
      if (!isCancelled(error)) notify({ text: explain(say, error), look: 'alarm' });
    }
  }

  if (batch === null) {
    return (
      <ScanStart
        books={books}
        onRun={(profile, device) => void run(profile, device)}
        onOpen={(opened) => go({ at: 'scanning', batch: opened })}
        onLeave={() => go({ at: 'agenda' })}
      />
    );
  }
  return (
    <BatchDesk
      key={batch}
      batch={batch}
      books={books}
      onLeave={() => go({ at: 'scanning', batch: null })}
      onFinished={finished}
    />
  );
}
