import { useEffect } from 'react';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { momentText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { isUnderWay } from './wanted.ts';
import './printing.css';

/** What was printed from this desk, what became of it, and what to do. */
export default function JobsDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const jobs = useAsk('printing.jobs', { limit: 50 }, { refetchOnMount: 'always' });
  const { data, refetch } = jobs;
  const underWay = data?.some(isUnderWay) ?? false;
  // The system tells nobody when a job is done.
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setInterval(() => void refetch(), 1_500);
    return () => clearInterval(timer);
  }, [underWay, refetch]);
  return (
    <Modal title={say('printing:jobs')} wide onClose={onClose} closeText={say('common:close')}>
      {jobs.error && <Message look="alarm">{explain(say, jobs.error)}</Message>}
      {data?.length === 0 && <p className="soft">{say('printing:noJobs')}</p>}
      <ul className="print-jobs">
        {data?.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
    </Modal>
  );
}

function Job({ job }: { job: PrintJob }) {
  const say = useSay();
  const language = useLanguage();
  const again = useCommand('printing.again', {
    onDone: ({ title, printer }) =>
      notify({ text: say('printing:sent', { title, printer }), look: 'done' }),
  });
  const cancel = useCommand('printing.cancel');
  const { id, title, printer, copies, at, state, reason } = job;
  return (
    <li className={`print-job ${state}`}>
      <div className="print-job-what">
        <div>{title}</div>
        <div className="soft small">
          {`${momentText(at, language)} · ${printer} · ${say('printing:times', { n: copies })}`}
        </div>
        <div className="print-job-state small">
          {say(`jobStates:${state}`)}
          {reason !== '' && `: ${reason}`}
          {(state === 'stopped' || state === 'failed' || state === 'gone') && (
            <span>{` ${say(`jobAdvice:${state}`)}`}</span>
          )}
        </div>
      </div>
      {isUnderWay(job) && (
        <Button
          look="quiet"
          aria-label={say('printing:cancelOf', { title })}
          disabled={cancel.isPending}
          onClick={() => cancel.mutate({ job: id })}
        >
          {say('printing:cancel')}
        </Button>
      )}
      <Button
        aria-label={say('printing:againOf', { title })}
        disabled={again.isPending}
        onClick={() => again.mutate({ job: id, copies })}
      >
        {say('printing:again')}
      </Button>
    </li>
  );
}
