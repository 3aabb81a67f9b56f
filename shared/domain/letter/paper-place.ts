/** Where the paper lies, from the largest to the smallest. */
export interface PaperPlace {
  rack: string;
  box: string;
  folder: string;
}

const BETWEEN = ' / ';
/** Stands for a part that is not known while a smaller one is. */
const UNKNOWN = '–';

/** As the book's column has it: `R3 / B12 / M4`; null where nothing is known. */
export function placeText({ rack, box, folder }: PaperPlace): string | null {
  const parts = [rack, box, folder].map((part) => part.replaceAll('/', '-').trim());
  while (parts.at(-1) === '') parts.pop();
  return parts.length === 0 ? null : parts.map((part) => part || UNKNOWN).join(BETWEEN);
}

/** The parts of a place; one that was written freely is all rack. */
export function placeOfText(text: string | null): PaperPlace {
  const parts = (text ?? '').split(BETWEEN).map((part) => (part === UNKNOWN ? '' : part.trim()));
  if (parts.length > 3) return { rack: text ?? '', box: '', folder: '' };
  const [rack = '', box = '', folder = ''] = parts;
  return { rack, box, folder };
}
