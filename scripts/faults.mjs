import { measure } from './measure.mjs';

await measure('tests/faults', import.meta.url);
