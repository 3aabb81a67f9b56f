import { type Command, withCore } from '../command.ts';
import { say, words } from '../words.ts';

export const printers: Command = {
  usage: 'printers [--jobs]',
  flags: { jobs: { type: 'boolean' } },
  async run(given, out) {
    if (given.is('jobs')) {
      await withCore(async (core) => {
        const jobs = await core.call('printing.jobs', {});
        out.result({ jobs }, () => jobs.map((job) => say(words.jobLine, { ...job })));
      });
      return;
    }
    // Needs no archive: what the system has.
    const { readPrinters } = await import('../../core/printing/cups.ts');
    const found = await readPrinters();
    out.result({ printers: found }, () =>
      found.length === 0
        ? words.noPrinters
        : found.map((one) => say(words.printerLine, { ...one })),
    );
  },
};
