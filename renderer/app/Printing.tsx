import { JobsDialog } from '../features/printing/JobsDialog.tsx';
import { PrintDialog } from '../features/printing/PrintDialog.tsx';
import { printingState } from './printing-state.ts';
import { useAction } from './shortcuts.tsx';
import { useReceipt } from './useReceipt.ts';

/** The printing dialogs and keys that work everywhere on the desk. */
export function Printing() {
  const { wanted, jobs, registered } = printingState.use();
  const receipt = useReceipt();
  useAction('receipt', registered === null ? null : () => receipt(registered));
  const openJobs = () => printingState.set({ wanted: null, jobs: true });
  useAction('printJobs', openJobs);
  return (
    <>
      {wanted && (
        <PrintDialog
          printable={wanted}
          onJobs={openJobs}
          onClose={() => printingState.set({ wanted: null })}
        />
      )}
      {jobs && <JobsDialog onClose={() => printingState.set({ jobs: false })} />}
    </>
  );
}
