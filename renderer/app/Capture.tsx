import { Suspense, useEffect } from 'react';
import type { PreparedDocument } from '../../shared/contract/letters.ts';
import { addFiles } from '../features/scanning/batch/feeding.ts';
import { DropTarget } from '../features/scanning/DropTarget.tsx';
import { ask } from './api.ts';
import { capture } from './capture-state.ts';
import { explain, isCancelled } from './errors.ts';
import { notify } from './notices.ts';
import { go, usePlace } from './places.ts';
import { keyOf, queries } from './queries.ts';
import { useAction } from './shortcuts.tsx';
import { useSay } from './words.ts';
import { soon } from './soon.ts';

const ImportDialog = soon(() => import('../features/scanning/ImportDialog.tsx'));

function taken(documents: PreparedDocument[]) {
  void queries.invalidateQueries({ queryKey: keyOf('scanning.drafts', {}) });
  const first = documents[0];
  if (first) go({ at: 'register', document: first.sha256 });
}

/** Pages come in from anywhere on the desk, and go straight to registering. */
export function Capture({ ready }: { ready: boolean }) {
  const say = useSay();
  const { choosing, files, next } = capture.use();
  const place = usePlace();
  const batch = place.at === 'scanning' ? place.batch : null;
  useAction('registerBare', ready ? () => go({ at: 'register', document: null }) : null);

  useEffect(() => {
    if (!choosing) return;
    capture.set({ choosing: false });
    ask('window.chooseFiles', { kinds: ['letters'] }).then(
      (paths) => paths.length > 0 && capture.set({ files: { paths, together: null } }),
      (error: unknown) => notify({ text: explain(say, error), look: 'alarm' }),
    );
  }, [choosing, say]);

  useEffect(() => {
    if (!next) return;
    capture.set({ next: false });
    ask('scanning.drafts', {}).then(
      (drafts) => go({ at: 'register', document: drafts[0]?.sha256 ?? null }),
      (error: unknown) => notify({ text: explain(say, error), look: 'alarm' }),
    );
  }, [next, say]);

  async function addTo(on: string, paths: string[]) {
    try {
      await addFiles({ batch: on, files: paths });
      await queries.invalidateQueries({ queryKey: keyOf('batches.get', { batch: on }) });
    } catch (error) {
      if (!isCancelled(error)) notify({ text: explain(say, error), look: 'alarm' });
    }
  }

  if (!ready) return null;
  return (
    <>
      <DropTarget
        onFiles={(paths, together) => capture.set({ files: { paths, together } })}
        onBatch={batch === null ? null : (paths) => void addTo(batch, paths)}
      />
      <Suspense fallback={null}>
        {files && (
          <ImportDialog
            key={files.paths.join('\n')}
            files={files.paths}
            together={files.together}
            onClose={() => capture.set({ files: null })}
            onTaken={taken}
          />
        )}
      </Suspense>
    </>
  );
}
