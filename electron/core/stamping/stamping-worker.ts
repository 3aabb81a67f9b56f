import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { judge, type Verdict } from './judge.ts';
import { Pdfium, type PdfiumDocument } from './pdfium.ts';
import type { Answer, Job } from './seeing.ts';
import { redrawInto } from './redraw.ts';

// A hostile file can abort PDFium: all that touches it lives in this thread, which can be replaced.
const port = parentPort!;
const loading = Pdfium.load();

port.on('message', (job: Job) => {
  void answer(job).then(
    (reply) => port.postMessage(reply),
    (error: unknown) =>
      port.postMessage({ kind: 'failed', message: String(error) } satisfies Answer),
  );
});

async function answer(job: Job): Promise<Answer> {
  const pdfium = await loading;
  const before = pdfium.open(readFileSync(job.before));
  if (typeof before === 'number') return { kind: 'unopened', error: before };
  try {
    if (job.kind === 'judge') return judgeAll(pdfium, before, job);
    await redrawInto(before, job.into, () => port.postMessage({ kind: 'going' } satisfies Answer));
    return { kind: 'redrawn' };
  } finally {
    before.close();
  }
}

function judgeAll(
  pdfium: Pdfium,
  before: PdfiumDocument,
  job: Extract<Job, { kind: 'judge' }>,
): Answer {
  const after = pdfium.open(readFileSync(job.after));
  if (typeof after === 'number') return { kind: 'verdict', verdict: 'unopened' };
  try {
    if (after.pages !== before.pages + job.added) return { kind: 'verdict', verdict: 'changed' };
    let verdict: Verdict = 'good';
    for (const judged of job.pages) {
      if (verdict === 'good') verdict = judge(pdfium, before, after, judged);
    }
    return { kind: 'verdict', verdict };
  } finally {
    after.close();
  }
}
