const { existsSync } = require('node:fs');
const path = require('node:path');

/** electron-builder's `beforePack`: the fallback runtime is for development and tests only. */
module.exports = async function refuseFallback() {
  const dist = path.join(__dirname, '../../node_modules/electron/dist');
  if (existsSync(path.join(dist, 'lontar-runtime.json'))) {
    throw new Error(
      'The Electron here is the fallback runtime, which is never packaged. ' +
        'Fetch the official one first: LONTAR_ELECTRON=official npm run package',
    );
  }
};
