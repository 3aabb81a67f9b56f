import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '../../electron/core/core.ts';
import { LontarError } from '../../shared/contract/error.ts';

type Random = () => number;

const pick = <One>(random: Random, all: readonly One[]): One | undefined =>
  all[Math.floor(random() * all.length)];

/** One thing that somebody does at a desk; what is refused is refused, as it would be there. */
export async function workOnce(
  core: Core,
  random: Random,
  turn: number,
  registered: (letter: string) => void,
): Promise<void> {
  try {
    await pick(random, deeds)!({ core, random, turn, registered });
  } catch (error) {
    if (!(error instanceof LontarError)) throw error;
  }
}

interface Turn {
  core: Core;
  random: Random;
  turn: number;
  registered: (letter: string) => void;
}

async function register({ core, random, turn, registered }: Turn): Promise<void> {
  const office = await core.call('office.get', {});
  const { device } = core.context.archive.scribe;
  const own = (office?.books ?? []).filter((book) => book.device === device);
  const book = pick(random, own);
  if (!book) return;
  const fields = { sender: `Pengirim ${turn}`, subject: `Perihal ${turn}` };
  const document = random() < 0.2 ? await someFile(core, turn) : null;
  const letter = await core.call('letters.register', { book: book.key, fields, document });
  registered(letter.id);
}

async function someFile(core: Core, turn: number) {
  const { blobs } = core.context.archive;
  const bytes = Buffer.from(`%PDF berkas ${turn % 40}`.repeat(50));
  const sha256 = hash('sha256', bytes, 'hex');
  if (!blobs.has(sha256)) {
    const file = path.join(blobs.workFolder, `work-${turn}`);
    writeFileSync(file, bytes);
    await blobs.adopt(file, sha256);
  }
  return { sha256, pages: 1, bytes: bytes.length, name: 'surat.pdf' };
}

/** A letter among the newest ones: several desks are likely to take the same. */
function someLetter({ core, random }: Turn): string | undefined {
  const letters = core.context.archive.read.column<string>({
    text: 'SELECT letter FROM letters ORDER BY row DESC LIMIT 12',
    values: [],
  });
  return pick(random, letters);
}

const onLetter =
  (work: (core: Core, letter: string, random: Random) => Promise<unknown>) =>
  async (turn: Turn) => {
    const letter = someLetter(turn);
    if (letter !== undefined) await work(turn.core, letter, turn.random);
  };

const deeds: ((turn: Turn) => Promise<unknown>)[] = [
  register,
  register,
  register,
  register,
  onLetter((core, letter, random) => {
    const subject = pick(random, ['Undangan', 'Rapat', 'Pelantikan'])!;
    const sender = pick(random, ['Bupati', 'Camat', 'Dinas'])!;
    const fields = random() < 0.5 ? { subject } : { sender };
    return core.call('letters.correct', { letter, fields });
  }),
  onLetter((core, letter, random) => {
    const to = [pick(random, ['asisten-1', 'asisten-2', 'asisten-3'])!];
    return core.call('dispositions.give', { letter, from: 'sekda', to });
  }),
  onLetter((core, letter, random) => {
    const position = pick(random, ['asisten-1', 'asisten-2', 'asisten-3'])!;
    return core.call('dispositions.see', { letter, position });
  }),
  onLetter((core, letter, random) => {
    const position = pick(random, ['asisten-1', 'asisten-2', 'asisten-3'])!;
    return core.call('dispositions.followUp', { letter, position, text: 'Sudah dihadiri' });
  }),
  onLetter((core, letter, random) => {
    const position = pick(random, ['asisten-1', 'asisten-2', 'asisten-3', 'sekda'])!;
    return core.call('dispositions.complete', { letter, position });
  }),
  onLetter((core, letter) =>
    core.call('dispositions.recall', { letter, position: 'sekda', reason: 'Keliru' }),
  ),
  onLetter((core, letter, random) =>
    random() < 0.3 ? core.call('letters.cancel', { letter, reason: 'Salah' }) : Promise.resolve(),
  ),
  onLetter((core, letter) => core.call('letters.lend', { letter, borrower: 'Bu Rina' })),
  onLetter((core, letter) => core.call('letters.bringBack', { letter })),
  onLetter((core, letter, random) =>
    core.call('letters.stamp', { letter, template: pick(random, ['copy', 'secrecy'])! }),
  ),
  onLetter(async (core, letter) => {
    const { stamps = [] } = (await core.call('letters.get', { letter })).letter;
    if (stamps[0]) await core.call('letters.unstamp', { letter, stamp: stamps[0].id });
  }),
  async ({ core, random }) => {
    const templates = await core.call('stamping.templates', {});
    const { template } = pick(random, templates)!;
    const colour = pick(random, ['red', 'green'] as const)!;
    await core.call('office.saveStamp', { template: { ...template, colour } });
  },
  async ({ core, random }) => {
    const office = await core.call('office.get', {});
    const position = office?.positions.find(({ key }) => key === 'asisten-3');
    if (!position) return;
    const name = pick(random, ['Andi', 'Budi', 'Citra'])!;
    await core.call('office.savePosition', { ...position, holder: { name } });
  },
  async ({ core, random }) => {
    const name = pick(random, ['Setda', 'Sekretariat Daerah'])!;
    await core.call('office.setLetterhead', { name });
  },
  async ({ core, random }) => {
    if (random() < 0.7) return;
    const office = await core.call('office.get', {});
    const { device } = core.context.archive.scribe;
    const book = pick(
      random,
      (office?.books ?? []).filter((one) => one.device === device),
    );
    const others = (office?.books ?? []).map((one) => one.device).filter((one) => one !== device);
    const to = pick(random, others);
    if (book && to) await core.call('office.handOverBook', { book: book.key, to });
  },
  async ({ core, random }) => {
    const dispute = pick(random, await core.call('sync.conflicts', {}));
    if (!dispute) return;
    const choice = dispute.usable && random() < 0.5 ? 'used' : 'kept';
    await core.call('sync.settle', { fact: dispute.fact, choice });
  },
];
