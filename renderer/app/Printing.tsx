import { Suspense } from 'react';
import { printingState } from './printing-state.ts';
import { useAction } from './shortcuts.tsx';
import { useReceipt } from './useReceipt.ts';
import { soon } from './soon.ts';

const JobsDialog = soon(() => import('../features/printing/JobsDialog.tsx'));
const PrintDialog = soon(() => import('../features/printing/PrintDialog.tsx'));

/** The printing dialogs and keys that work everywhere on the desk. */
export function Printing() {
  const { wanted, jobs, registered } = printingState.use();
  const receipt = useReceipt();
  useAction('receipt', registered === null ? null : () => receipt(registered));
  const openJobs = () => printingState.set({ wanted: null, jobs: true });
  useAction('printJobs', openJobs);
  return (
    <Suspense fallback={null}>
      {wanted && (
        <PrintDialog
          printable={wanted}
          onJobs={openJobs}
          onClose={() => printingState.set({ wanted: null })}
        />
      )}
      {jobs && <JobsDialog onClose={() => printingState.set({ jobs: false })} />}
    </Suspense>
  );
}
