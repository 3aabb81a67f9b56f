import type { Plugin } from 'vite';

/**
 * The entry `early`: its code is asked for first, and waits for nothing.
 * @param base of the page's addresses
 */
export function early(base: string): Plugin {
  return {
    name: 'lontar-early',
    apply: 'build',
    transformIndexHtml(_, { bundle = {} }) {
      const name = Object.keys(bundle).find((file) => /(^|\/)early-[^/]*\.js$/.test(file));
      if (name === undefined) throw new Error('the early code is missing');
      const attrs = { type: 'module', async: true, src: base + name };
      return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
    },
  };
}
