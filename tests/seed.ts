import fc from 'fast-check';

/** `LONTAR_SEED` repeats a failed run: fast-check prints the seed of every failure. */
const seed = Number(process.env.LONTAR_SEED);
if (Number.isSafeInteger(seed) && process.env.LONTAR_SEED) fc.configureGlobal({ seed });
