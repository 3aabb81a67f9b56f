/**
 * Every key of the desk, in one list: what the buttons show, what the help lists, and what is
 * listened to. Keys of one group never clash with each other, nor with `everywhere`.
 */
export const actions = {
  help: { group: 'everywhere', keys: ['F1', '?'] },
  scan: { group: 'everywhere', keys: ['F2'] },
  import: { group: 'everywhere', keys: ['F3'] },
  register: { group: 'everywhere', keys: ['F4'] },
  registerBare: { group: 'everywhere', keys: ['Ctrl+N'] },
  agenda: { group: 'everywhere', keys: ['Ctrl+1'] },
  search: { group: 'everywhere', keys: ['Ctrl+K'] },
  sheets: { group: 'everywhere', keys: ['Ctrl+D'] },
  waiting: { group: 'everywhere', keys: ['Ctrl+4'] },
  office: { group: 'everywhere', keys: ['Ctrl+2'] },
  evidence: { group: 'everywhere', keys: ['Ctrl+3'] },
  pauseReading: { group: 'everywhere', keys: ['Ctrl+L'] },
  retryReading: { group: 'everywhere', keys: ['Ctrl+U'] },
  printJobs: { group: 'everywhere', keys: ['Ctrl+5'] },
  receipt: { group: 'everywhere', keys: ['F12'] },
  sync: { group: 'everywhere', keys: ['Ctrl+6'] },
  stamps: { group: 'everywhere', keys: ['Ctrl+7'] },
  back: { group: 'everywhere', keys: ['Escape'] },
  filter: { group: 'agenda', keys: ['Ctrl+F', '/'] },
  open: { group: 'agenda', keys: ['Enter'] },
  printBook: { group: 'agenda', keys: ['Ctrl+P'] },
  exportBook: { group: 'agenda', keys: ['Ctrl+E'] },
  importBook: { group: 'agenda', keys: ['Ctrl+I'] },
  choose: { group: 'chosen', keys: [' '] },
  chooseMore: { group: 'chosen', keys: ['Shift+ArrowDown', 'Shift+ArrowUp'] },
  chooseAll: { group: 'chosen', keys: ['Ctrl+A'] },
  disposeChosen: { group: 'chosen', keys: ['F6'] },
  forwardChosen: { group: 'chosen', keys: ['Ctrl+T'] },
  printChosen: { group: 'chosen', keys: ['Ctrl+P'] },
  exportChosen: { group: 'chosen', keys: ['Ctrl+E'] },
  searchSort: { group: 'search', keys: ['Ctrl+J'] },
  keepSearch: { group: 'search', keys: ['Ctrl+S'] },
  dispose: { group: 'letter', keys: ['F6'] },
  correct: { group: 'letter', keys: ['F7'] },
  sheet: { group: 'letter', keys: ['F8'] },
  place: { group: 'letter', keys: ['F9'] },
  stamp: { group: 'letter', keys: ['Insert'] },
  undoPlace: { group: 'letter', keys: ['Ctrl+Z'] },
  flip: { group: 'letter', keys: ['Ctrl+B'] },
  save: { group: 'letter', keys: ['Ctrl+S'] },
  attach: { group: 'letter', keys: ['Ctrl+O'] },
  cancelNumber: { group: 'letter', keys: ['Ctrl+Delete'] },
  paper: { group: 'letter', keys: ['F5'] },
  followUp: { group: 'letter', keys: ['Ctrl+J'] },
  complete: { group: 'letter', keys: ['Ctrl+E'] },
  forward: { group: 'letter', keys: ['Ctrl+T'] },
  giveBack: { group: 'letter', keys: ['Ctrl+H'] },
  markSeen: { group: 'letter', keys: ['Ctrl+M'] },
  recall: { group: 'letter', keys: ['Ctrl+G'] },
  reopen: { group: 'letter', keys: ['Ctrl+I'] },
  printLetter: { group: 'letter', keys: ['Ctrl+P'] },
  answer: { group: 'letter', keys: ['Ctrl+Y'] },
  addStamp: { group: 'stamps', keys: ['F5'] },
  addItem: { group: 'stamps', keys: ['F6'] },
  holdStamp: { group: 'stamps', keys: ['F9'] },
  undoDesign: { group: 'stamps', keys: ['Ctrl+Z'] },
  redoDesign: { group: 'stamps', keys: ['Ctrl+Y'] },
  duplicateStamp: { group: 'stamps', keys: ['F7'] },
  revertStamp: { group: 'stamps', keys: ['F8'] },
  removeStamp: { group: 'stamps', keys: ['Ctrl+Delete'] },
  print: { group: 'sheet', keys: ['Ctrl+P'] },
  sizeA4: { group: 'sheet', keys: ['4'] },
  sizeA5: { group: 'sheet', keys: ['5'] },
  sizeA4x2: { group: 'sheet', keys: ['2'] },
  chooseSheets: { group: 'sheets', keys: ['Ctrl+O'] },
  boxTicked: { group: 'sheets', keys: ['Y'] },
  boxEmpty: { group: 'sheets', keys: ['T', 'N'] },
  aside: { group: 'sheets', keys: ['Ctrl+Delete'] },
  submit: { group: 'form', keys: ['Ctrl+Enter'] },
  nextField: { group: 'form', keys: ['Enter'] },
  acceptAll: { group: 'form', keys: ['F5'] },
  discard: { group: 'form', keys: ['Ctrl+Delete'] },
  zoomIn: { group: 'page', keys: ['Ctrl++', 'Ctrl+='] },
  zoomOut: { group: 'page', keys: ['Ctrl+-'] },
  fit: { group: 'page', keys: ['Ctrl+0'] },
  nextPage: { group: 'page', keys: ['PageDown'] },
  previousPage: { group: 'page', keys: ['PageUp'] },
  turn: { group: 'page', keys: ['Ctrl+R'] },
  verify: { group: 'evidence', keys: ['F5'] },
  copyHead: { group: 'evidence', keys: ['F6'] },
  addPosition: { group: 'office', keys: ['F5'] },
  showFolder: { group: 'office', keys: ['F6'] },
  chooseWatched: { group: 'office', keys: ['F7'] },
  stopWatching: { group: 'office', keys: ['F8'] },
  otherLanguage: { group: 'office', keys: ['F9'] },
  syncNow: { group: 'sync', keys: ['F5'] },
  join: { group: 'sync', keys: ['Ctrl+Enter'] },
  previousDispute: { group: 'sync', keys: ['ArrowUp'] },
  nextDispute: { group: 'sync', keys: ['ArrowDown'] },
  keepStanding: { group: 'sync', keys: ['B'] },
  useDispute: { group: 'sync', keys: ['P'] },
  handOverBook: { group: 'sync', keys: ['S'] },
  lookAtCertificate: { group: 'sync', keys: ['F6'] },
  profile: { group: 'scanning', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  resumeBatch: { group: 'scanning', keys: ['Enter'] },
  addProfile: { group: 'scanning', keys: ['F6'] },
  changeProfile: { group: 'scanning', keys: ['F7'] },
  separators: { group: 'scanning', keys: ['F9'] },
  findScanners: { group: 'scanning', keys: ['Ctrl+R'] },
  walk: {
    group: 'scanning',
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  },
  selectAll: { group: 'scanning', keys: ['Ctrl+A'] },
  nextProblem: { group: 'scanning', keys: ['F8'] },
  turnLeft: { group: 'scanning', keys: ['L'] },
  turnRight: { group: 'scanning', keys: ['R'] },
  deletePages: { group: 'scanning', keys: ['Delete'] },
  restorePages: { group: 'scanning', keys: ['P'] },
  moveBack: { group: 'scanning', keys: ['Ctrl+ArrowLeft'] },
  moveOn: { group: 'scanning', keys: ['Ctrl+ArrowRight'] },
  split: { group: 'scanning', keys: ['S'] },
  merge: { group: 'scanning', keys: ['G'] },
  rescan: { group: 'scanning', keys: ['F5'] },
  insertScan: { group: 'scanning', keys: ['I'] },
  insertFiles: { group: 'scanning', keys: ['F'] },
  acceptBlank: { group: 'scanning', keys: ['K'] },
  isSeparator: { group: 'scanning', keys: ['Y'] },
  noSeparator: { group: 'scanning', keys: ['T'] },
  showRaw: { group: 'scanning', keys: ['A'] },
  undo: { group: 'scanning', keys: ['Ctrl+Z'] },
  redo: { group: 'scanning', keys: ['Ctrl+Y'] },
  scanAnyway: { group: 'scanning', keys: ['Ctrl+F2'] },
  discardBatch: { group: 'scanning', keys: ['Ctrl+Delete'] },
  finish: { group: 'scanning', keys: ['Ctrl+Enter'] },
} as const satisfies Record<string, { group: string; keys: readonly string[] }>;

export type Action = keyof typeof actions;
export type Group = (typeof actions)[Action]['group'];
export const groups = [
  'everywhere',
  'agenda',
  'chosen',
  'search',
  'letter',
  'form',
  'page',
  'stamps',
  'sheet',
  'sheets',
  'evidence',
  'office',
  'sync',
  'scanning',
] as const satisfies readonly Group[];

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

/** `Ctrl+Enter`, `F2`, `?`: the key pressed, in the spelling of the list above. */
export function nameOfKey({ key, ctrlKey, altKey, metaKey }: Pressed): string {
  const plain = key.length === 1 ? key.toUpperCase() : key;
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${plain}`;
}

/** What a focused control is, as far as keys go. */
export type Control = 'text' | 'choice' | 'button' | null;

const walking = /^(?:Ctrl\+)?(?:Arrow(?:Left|Right|Up|Down)|Home|End)$/;
const editing = new Set(['Delete', 'Ctrl+Delete', 'Ctrl+A', 'Ctrl+Y', 'Ctrl+Z']);

/**
 * Keys that a control uses itself: writing and moving the caret in a text, choosing by letter in a
 * list, pressing a button.
 */
export function belongsTo(control: Control, name: string): boolean {
  if (control === null) return false;
  if (control === 'button') return name === 'Enter';
  if (name.length === 1 || name === 'Enter' || walking.test(name)) return true;
  return control === 'text' && editing.has(name);
}

export function actionsFor(name: string): Action[] {
  return (Object.keys(actions) as Action[]).filter((action) =>
    (actions[action].keys as readonly string[]).includes(name),
  );
}

const shown: Record<string, string> = {
  Escape: 'Esc',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Delete: 'Del',
  Insert: 'Ins',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
};

/** As printed on the keyboard. */
export function keyText(name: string): string {
  return name
    .split(/(?<=[a-z])\+/i)
    .map((part) => shown[part] ?? part)
    .join('+');
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(action: Action): string {
  return actions[action].keys.map((name) => name.replace('Ctrl', 'Control')).join(' ');
}
