import * as en from './words.en.ts';
import * as id from './words.id.ts';
import { startWords } from '../app/words.ts';

/** Only the sections that the page says: the rest of the desk's words is not sent to a phone. */
export const startPageWords = () => startWords(id, () => Promise.resolve(en));
