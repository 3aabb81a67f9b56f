import { LontarError, toWireError } from '../../shared/contract/error.ts';
import { readArguments } from './arguments.ts';
import type { Command, Out } from './command.ts';
import { explain, words } from './words.ts';

/** Loaded when called: each command pays for its own modules only. */
const commands = {
  init: async () => (await import('./commands/init.ts')).init,
  office: async () => (await import('./commands/office.ts')).office,
  register: async () => (await import('./commands/register.ts')).register,
  list: async () => (await import('./commands/list.ts')).list,
  search: async () => (await import('./commands/search.ts')).search,
  show: async () => (await import('./commands/show.ts')).show,
  correct: async () => (await import('./commands/correct.ts')).correct,
  cancel: async () => (await import('./commands/cancel.ts')).cancel,
  dispose: async () => (await import('./commands/dispose.ts')).dispose,
  forward: async () => (await import('./commands/route.ts')).forward,
  recall: async () => (await import('./commands/route.ts')).recall,
  return: async () => (await import('./commands/route.ts')).giveBack,
  'follow-up': async () => (await import('./commands/route.ts')).followUp,
  complete: async () => (await import('./commands/route.ts')).complete,
  reopen: async () => (await import('./commands/route.ts')).reopen,
  inbox: async () => (await import('./commands/inbox.ts')).inbox,
  'hand-over': async () => (await import('./commands/hand-over.ts')).handOver,
  lend: async () => (await import('./commands/hand-over.ts')).lend,
  'bring-back': async () => (await import('./commands/hand-over.ts')).bringBack,
  'import-book': async () => (await import('./commands/import-book.ts')).importBook,
  'export-book': async () => (await import('./commands/export-book.ts')).exportBook,
  print: async () => (await import('./commands/print.ts')).print,
  printers: async () => (await import('./commands/printers.ts')).printers,
  export: async () => (await import('./commands/export.ts')).exportFile,
  stamp: async () => (await import('./commands/stamp.ts')).stamp,
  stamps: async () => (await import('./commands/stamps.ts')).stamps,
  devices: async () => (await import('./commands/devices.ts')).devices,
  watch: async () => (await import('./commands/watch.ts')).watch,
  scan: async () => (await import('./commands/scan.ts')).scan,
  batch: async () => (await import('./commands/batch.ts')).batch,
  profile: async () => (await import('./commands/profile.ts')).profile,
  separators: async () => (await import('./commands/separators.ts')).separators,
  ocr: async () => (await import('./commands/ocr.ts')).ocr,
  clean: async () => (await import('./commands/clean.ts')).clean,
  read: async () => (await import('./commands/read.ts')).read,
  sheet: async () => (await import('./commands/sheet.ts')).sheet,
  verify: async () => (await import('./commands/verify.ts')).verify,
  rebuild: async () => (await import('./commands/rebuild.ts')).rebuild,
  reindex: async () => (await import('./commands/reindex.ts')).reindex,
  serve: async () => (await import('./commands/serve.ts')).serve,
  enrol: async () => (await import('./commands/enrol.ts')).enrol,
  sync: async () => (await import('./commands/sync.ts')).sync,
  conflicts: async () => (await import('./commands/conflicts.ts')).conflicts,
  state: async () => (await import('./commands/state.ts')).state,
  'server state': async () => (await import('./commands/state.ts')).serverState,
  'server desk': async () => (await import('./commands/server-desk.ts')).serverDesk,
  'server person': async () => (await import('./commands/server-person.ts')).serverPerson,
  'server backup': async () => (await import('./commands/server-operating.ts')).serverBackup,
  'server restore': async () => (await import('./commands/server-operating.ts')).serverRestore,
  'server verify': async () => (await import('./commands/server-operating.ts')).serverVerify,
} satisfies Record<keyof typeof words.commands, () => Promise<Command>>;

/**
 * `lontar COMMAND …`
 * @returns 0 done; 1 something differs or failed within; 2 refused, nothing changed
 */
export async function main(args: string[]): Promise<number> {
  // What is done to the server has two words: `server person`.
  const ofServer = args[0] === 'server';
  const name = ofServer ? args.slice(0, 2).join(' ') : args[0];
  const rest = args.slice(ofServer ? 2 : 1);
  const out = outTo(rest.includes('--json'));
  try {
    if (name === undefined || name === 'help' || name === '--help') return await help();
    if (!Object.hasOwn(commands, name)) throw new LontarError('usage.command', { name });
    const command = await commands[name as keyof typeof commands]();
    if (rest.includes('--help')) {
      process.stdout.write(`lontar ${command.usage}\n`);
      return 0;
    }
    return (await command.run(readArguments(rest, command.flags), out)) ?? 0;
  } catch (error) {
    const refusal = toWireError(error);
    process.stderr.write(`lontar: ${explain(refusal)}\n`);
    return refusal.code === 'internal' ? 1 : 2;
  }
}

function outTo(json: boolean): Out {
  return {
    json,
    result(value, sentences) {
      const text = json ? JSON.stringify(value) : [sentences()].flat().join('\n');
      if (text !== '') process.stdout.write(`${text}\n`);
    },
    note: (sentence) => void process.stderr.write(`${sentence}\n`),
  };
}

async function help(): Promise<number> {
  const lines = [words.about, ''];
  for (const [name, what] of Object.entries(words.commands)) {
    const { usage } = await commands[name as keyof typeof commands]();
    lines.push(`  lontar ${usage}`, `      ${what}`);
  }
  process.stdout.write(`${[...lines, '', words.flags].join('\n')}\n`);
  return 0;
}
