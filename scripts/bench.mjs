import { measure } from './measure.mjs';

await measure('tests/bench', import.meta.url);
