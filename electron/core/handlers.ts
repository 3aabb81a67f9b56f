import type { Desk } from '../../shared/contract/sync.ts';
import { dayOf } from '../../shared/domain/dates.ts';
import type { RoutingCommand } from '../../shared/domain/letter/decide-routing.ts';
import type { Handlers } from './core.ts';
import { inboxOf, waitingForAll } from './dispositions/waiting.ts';
import { cancelLetter } from './letters/answer.ts';
import { attachDocument, changeOneLetter, placeStamp } from './letters/change.ts';
import { findByAgenda } from './letters/find.ts';
import { duplicatesOf, firstYear, listLetters, rowsOf, suggestValues } from './letters/list.ts';
import { nextNumber, registerLetter } from './letters/register.ts';
import { showLetter } from './letters/show.ts';
import { knownLetter } from './letters/store.ts';
import { changeOffice, foundedOffice, officeOf } from './office/store.ts';
import { readAll, readingStatus } from './reading/status.ts';
import { isPaused, putFirst, retryFailed, setPaused } from './reading/store.ts';
import { batchRows } from './scanning/batch/rows.ts';
import { draftsOf } from './scanning/drafts.ts';

// What draws, scans or prints is loaded at its first use, so that the list is there at once.
const late = {
  disputes: () => import('./sync/disputes.ts'),
  stateHash: () => import('./sync/state-hash.ts'),
  capture: () => import('./scanning/capture.ts'),
  sources: () => import('./scanning/sources.ts'),
  devices: () => import('./scanning/list-devices.ts'),
  trust: () => import('./scanning/escl/trust.ts'),
  openBatch: () => import('./scanning/batch/open.ts'),
  feedBatch: () => import('./scanning/batch/feed.ts'),
  addToBatch: () => import('./scanning/batch/add.ts'),
  editBatch: () => import('./scanning/batch/edit.ts'),
  closeBatch: () => import('./scanning/batch/close.ts'),
  batchPicture: () => import('./scanning/batch/picture.ts'),
  profiles: () => import('./scanning/batch/profiles.ts'),
  capabilities: () => import('./scanning/device-capabilities.ts'),
  separators: () => import('./scanning/separators/separators-of.ts'),
  readSheets: () => import('./dispositions/reading/read-sheets.ts'),
  takePaper: () => import('./dispositions/reading/take-paper.ts'),
  sheet: () => import('./dispositions/sheet-of.ts'),
  stamped: () => import('./stamping/stamped.ts'),
  preview: () => import('./stamping/preview.ts'),
  templates: () => import('./stamping/templates.ts'),
  putStamp: () => import('./stamping/put-stamp.ts'),
  logo: () => import('./stamping/logo.ts'),
  pages: () => import('./pages/show.ts'),
  handOver: () => import('./letters/hand-over.ts'),
  export: () => import('./letters/export.ts'),
  attachment: () => import('./dispositions/export-attachment.ts'),
  importBook: () => import('./books/import-book.ts'),
  exportBook: () => import('./books/export-book.ts'),
  routeMany: () => import('./bulk/route-many.ts'),
  makeMany: () => import('./bulk/make-many.ts'),
  exportMany: () => import('./bulk/export-many.ts'),
  cups: () => import('./printing/cups.ts'),
  makePrint: () => import('./printing/make-print.ts'),
  print: () => import('./printing/print.ts'),
  engine: () => import('./reading/engine.ts'),
  lessons: () => import('./reading/lessons.ts'),
  readings: () => import('./reading/readings.ts'),
  followUp: () => import('./dispositions/follow-up.ts'),
  choices: () => import('./printing/choices.ts'),
  rebuild: () => import('./evidence/rebuild.ts'),
  verify: () => import('./evidence/verify.ts'),
  find: () => import('./search/find.ts'),
  places: () => import('./search/places.ts'),
  saved: () => import('./search/saved.ts'),
  reindex: () => import('./search/reindex.ts'),
  suggest: () => import('./reading/suggest.ts'),
};

export const handlers: Handlers = {
  'office.get': ({ archive }) => officeOf(archive.read),
  'office.found': office('office.found'),
  'office.setLetterhead': office('office.setLetterhead'),
  'office.savePosition': office('office.savePosition'),
  'office.closePosition': office('office.closePosition'),
  'office.saveInstruction': office('office.saveInstruction'),
  'office.closeInstruction': office('office.closeInstruction'),
  'office.openBook': office('office.openBook'),
  'office.setNumberTemplate': office('office.setNumberTemplate'),
  'office.setPublicUrl': office('office.setPublicUrl'),
  'office.setStampPlace': office('office.setStampPlace'),
  'office.saveStamp': office('office.saveStamp'),
  'office.removeStamp': office('office.removeStamp'),
  'office.setLogo': async ({ archive }, { file }) => (await late.logo()).setLogo(archive, file),

  'scanning.devices': async ({ archive }, _, { signal }) => {
    const sources = (await late.sources()).allSources(archive);
    return (await late.devices()).listDevices({ signal, sources });
  },
  'scanning.capabilities': async ({ archive }, { device }, { signal }) =>
    (await late.capabilities()).deviceCapabilities(device, { signal, home: archive.home }),
  'scanning.trust': async ({ archive }, input) => {
    await (await late.trust()).trustScanner(archive.home, input);
    return null;
  },
  'scanning.watched': ({ watching }) => watching.state(),
  'scanning.watch': ({ watching }, { folder }) => watching.watch(folder),
  'scanning.scan': async (context, input, call) =>
    (await late.capture()).scanDocument(context, input, call),
  'scanning.import': async (context, input, call) =>
    (await late.capture()).importFiles(context, input, call),
  'scanning.drafts': ({ archive }) => draftsOf(archive.read),
  'scanning.discardDraft': async (context, { sha256 }) => {
    (await late.capture()).discardDraft(context, sha256);
    return null;
  },

  'scanning.separators': async (context, input) =>
    (await late.separators()).separatorsOf(context, input),
  'scanning.saveSeparators': async (context, input) =>
    (await late.separators()).saveSeparators(context, input),
  'batches.profiles': async ({ archive }) => (await late.profiles()).profilesOf(archive.read),
  'batches.saveProfile': async ({ archive }, profile) =>
    (await late.profiles()).saveProfile(archive, profile),
  'batches.removeProfile': async ({ archive }, { key }) =>
    (await late.profiles()).removeProfile(archive, key),
  'batches.list': async (context, input) =>
    batchRows(context.archive.read).length === 0
      ? []
      : (await late.openBatch()).listBatches(context, input),
  'batches.get': async (context, { batch }) => (await late.openBatch()).getBatch(context, batch),
  'batches.open': async (context, input) => (await late.openBatch()).openBatch(context, input),
  'batches.change': async (context, input) =>
    (await late.editBatch()).changeSettings(context, input),
  'batches.scan': async (context, input, call) =>
    (await late.feedBatch()).scanIntoBatch(context, input, call),
  'batches.resume': async (context, input, call) =>
    (await late.feedBatch()).resumeBatch(context, input, call),
  'batches.add': async (context, input, call) =>
    (await late.addToBatch()).addToBatch(context, input, call),
  'batches.edit': async (context, input) => (await late.editBatch()).editBatch(context, input),
  'batches.undo': async (context, { batch }) =>
    (await late.editBatch()).stepBatch(context, batch, 'undo'),
  'batches.redo': async (context, { batch }) =>
    (await late.editBatch()).stepBatch(context, batch, 'redo'),
  'batches.discard': async (context, { batch }) =>
    (await late.editBatch()).discardBatch(context, batch),
  'batches.restore': async (context, { batch }) =>
    (await late.editBatch()).restoreBatch(context, batch),
  'batches.close': async (context, { batch }, call) =>
    (await late.closeBatch()).closeBatch(context, batch, call),
  'batches.picture': async (context, input) =>
    (await late.batchPicture()).batchPicture(context, input),

  'letters.register': ({ archive }, input) => {
    const letter = registerLetter(archive, input);
    // The letter is in the book. What can be learned from it neither keeps it waiting nor undoes it.
    if (input.document) {
      late
        .suggest()
        .then((reading) => reading.learnFrom(archive, letter))
        .catch(() => undefined);
    }
    return letter;
  },
  'letters.correct': ({ archive }, { letter, ...input }) =>
    changeOneLetter(archive, letter, { name: 'letters.correct', input }),
  'letters.cancel': ({ archive }, input) => cancelLetter(archive, input),
  'letters.handOver': async (context, input) => (await late.handOver()).handOver(context, input),
  'letters.lend': ({ archive }, { letter, ...input }) =>
    changeOneLetter(archive, letter, { name: 'letters.lend', input }),
  'letters.bringBack': ({ archive }, { letter }) =>
    changeOneLetter(archive, letter, { name: 'letters.bringBack', input: {} }),
  'letters.attach': ({ archive }, input) => attachDocument(archive, input),
  'letters.placeStamp': ({ archive }, input) => placeStamp(archive, input),
  'letters.stamp': async (context, input) => (await late.putStamp()).putStamp(context, input),
  'letters.unstamp': ({ archive }, { letter, ...input }) =>
    changeOneLetter(archive, letter, { name: 'letters.unstamp', input }),
  'letters.get': ({ archive }, { letter }) => showLetter(archive, letter),
  'letters.find': ({ archive }, { text }) =>
    findByAgenda(archive.read, text, new Date(archive.scribe.now()).getFullYear()),
  'letters.list': ({ archive }, input) => listLetters(archive, input),
  'letters.firstYear': ({ archive }) => firstYear(archive.read),
  'letters.rows': ({ archive }, { rows }) => rowsOf(archive.read, rows),
  'letters.duplicates': ({ archive }, input) => duplicatesOf(archive, input),
  'letters.nextNumber': ({ archive }, { book, received }) => {
    const day = received ?? dayOf(new Date(archive.scribe.now()));
    const year = Number(day.slice(0, 4));
    return { year, number: nextNumber(archive.read, book, year) };
  },
  'letters.suggest': ({ archive }, input) => suggestValues(archive, input),
  'letters.export': async (context, input) => (await late.export()).exportLetter(context, input),

  'dispositions.give': async (context, { letter, ...input }) => {
    if (input.paper) await (await late.takePaper()).takePaper(context, input.paper);
    return changeOneLetter(context.archive, letter, { name: 'dispositions.give', input });
  },
  'dispositions.readSheets': async (context, input, call) =>
    (await late.readSheets()).readSheets(context, input, call),
  'dispositions.forward': routing('dispositions.forward'),
  'dispositions.recall': routing('dispositions.recall'),
  'dispositions.see': routing('dispositions.see'),
  'dispositions.return': routing('dispositions.return'),
  'dispositions.followUp': async ({ archive }, input) =>
    (await late.followUp()).followUp(archive, input),
  'dispositions.complete': routing('dispositions.complete'),
  'dispositions.reopen': routing('dispositions.reopen'),
  'dispositions.inbox': ({ archive }, input) => inboxOf(archive, input),
  'dispositions.waiting': ({ archive }) => waitingForAll(archive),
  'dispositions.exportAttachment': async ({ archive }, input) =>
    (await late.attachment()).exportAttachment(archive, input),
  'dispositions.sheet': async (context, { letter, size }) => {
    const { sheetOf } = await late.sheet();
    return sheetOf(context, knownLetter(context.archive.read, letter), size);
  },
  'stamping.stamped': async (context, { letter }) => {
    const { stampedOf } = await late.stamped();
    return stampedOf(context, knownLetter(context.archive.read, letter));
  },
  'stamping.templates': async ({ archive, resources }) =>
    (await late.templates()).shownTemplates(resources, foundedOffice(archive.read)),
  'stamping.preview': async (context, input) => (await late.preview()).previewStamp(context, input),
  'pages.sizes': async (context, input) => (await late.pages()).pageSizes(context, input),
  'pages.picture': async (context, input) => (await late.pages()).pagePicture(context, input),

  'reading.status': (context) => readingStatus(context),
  'reading.engine': async () => (await late.engine()).engineHere(),
  'reading.of': async ({ archive }, { sha256 }) =>
    (await late.readings()).readingOf(archive.read, sha256),
  'reading.first': ({ archive }, { sha256 }) => {
    archive.write((writer) => putFirst(writer, sha256, archive.scribe.now()));
    return null;
  },
  'reading.retry': ({ archive }, { sha256 }) => ({
    pages: archive.write((writer) => retryFailed(writer, sha256, archive.scribe.now())),
  }),
  'reading.pause': ({ archive }) => {
    if (!isPaused(archive.read)) archive.write((writer) => setPaused(writer, true));
    return null;
  },
  'reading.resume': ({ archive }) => {
    if (isPaused(archive.read)) archive.write((writer) => setPaused(writer, false));
    return null;
  },
  'reading.suggest': async ({ archive }, input) =>
    (await late.suggest()).suggestFor(archive, input),
  'reading.learned': async ({ archive }) => (await late.lessons()).lessonsOf(archive.read),
  'reading.unlearn': async ({ archive }, { lesson }) => {
    const { dropLesson } = await late.lessons();
    archive.write((writer) => dropLesson(writer, lesson));
    return null;
  },
  'reading.read': async (context, _, call) => readAll(context, call),
  'search.find': async ({ archive }, input) => (await late.find()).findLetters(archive, input),
  'search.places': async ({ archive }, input) => (await late.places()).placesOf(archive, input),
  'search.saved': async ({ archive }) => (await late.saved()).savedSearches(archive.read),
  'search.save': async ({ archive }, input) => (await late.saved()).saveSearch(archive, input),
  'search.forget': async ({ archive }, { name }) =>
    (await late.saved()).forgetSearch(archive, name),
  'search.reindex': async ({ archive }, _, call) => (await late.reindex()).reindex(archive, call),

  'books.preview': async ({ archive }, input) =>
    (await late.importBook()).previewBook(archive, input),
  'books.import': async ({ archive }, input) =>
    (await late.importBook()).importBook(archive, input),
  'books.undoImport': async ({ archive }, input) =>
    (await late.importBook()).undoImport(archive, input),
  'books.export': async (context, input) => (await late.exportBook()).exportBook(context, input),

  'bulk.dispose': async ({ archive }, input, call) =>
    (await late.routeMany()).disposeMany(archive, input, call),
  'bulk.forward': async ({ archive }, input, call) =>
    (await late.routeMany()).forwardMany(archive, input, call),
  'bulk.makePrint': async (context, input, call) =>
    (await late.makeMany()).makeMany(context, input, call),
  'bulk.export': async (context, input, call) =>
    (await late.exportMany()).exportMany(context, input, call),

  'printing.printers': async () => (await late.cups()).readPrinters(),
  'printing.make': async (context, { print }) => (await late.makePrint()).makePrint(context, print),
  'printing.print': async (context, input) => (await late.print()).print(context, input),
  'printing.again': async (context, input) => (await late.print()).printAgain(context, input),
  'printing.cancel': async (context, { job }) => (await late.print()).cancelPrint(context, job),
  'printing.jobs': async (context, { limit }) => (await late.print()).jobsOf(context, limit),
  'printing.choices': async ({ archive }) => (await late.choices()).printerChoices(archive.read),
  'printing.choose': async ({ archive }, { kind, printer }) => {
    (await late.choices()).choosePrinter(archive, kind, printer);
    return null;
  },

  'evidence.verify': async ({ archive }, _, call) => (await late.verify()).verify(archive, call),
  'sync.status': ({ syncing }) => syncing.status(),
  'sync.join': ({ syncing }, input) => syncing.join(input),
  'sync.trust': ({ syncing }, input) => syncing.trust(input),
  'sync.now': ({ syncing }) => syncing.now(),
  'sync.conflicts': async ({ archive }) => (await late.disputes()).disputesOf(archive),
  'sync.settle': async ({ archive }, input) =>
    (await late.disputes()).settleDispute(archive, input),
  'sync.hash': async ({ archive }) => (await late.stateHash()).stateHash(archive.read),
  'sync.desks': async ({ archive, syncing }) => {
    const exchange = await syncing.exchange();
    const { desks } = await exchange.json<{ desks: Omit<Desk, 'own'>[] }>('GET', '/v1/desks');
    return desks.map((desk) => ({ ...desk, own: desk.device === archive.scribe.device }));
  },
  'office.handOverBook': ({ archive }, input) => {
    changeOffice(archive, { name: 'office.handOverBook', input });
    return null;
  },

  'evidence.rebuild': async ({ archive }) => (await late.rebuild()).rebuild(archive),
};

function office<
  Name extends
    | 'office.found'
    | 'office.setLetterhead'
    | 'office.savePosition'
    | 'office.closePosition'
    | 'office.saveInstruction'
    | 'office.closeInstruction'
    | 'office.openBook'
    | 'office.setNumberTemplate'
    | 'office.setPublicUrl'
    | 'office.setStampPlace'
    | 'office.saveStamp'
    | 'office.removeStamp',
>(name: Name): Handlers[Name] {
  return (({ archive }: Parameters<Handlers[Name]>[0], input: unknown) =>
    changeOffice(archive, { name, input } as Parameters<typeof changeOffice>[1])) as Handlers[Name];
}

function routing<Name extends RoutingCommand['name']>(name: Name): Handlers[Name] {
  return (({ archive }: Parameters<Handlers[Name]>[0], given: { letter: string }) => {
    const { letter, ...input } = given;
    return changeOneLetter(archive, letter, { name, input } as unknown as RoutingCommand);
  }) as Handlers[Name];
}
