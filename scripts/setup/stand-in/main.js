/*
 * Stands in for Electron's `default_app.asar`, which the fallback runtime lacks: loads the modules
 * named by `-r`, then the app whose folder the command line names.
 */
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const args = process.argv.slice(1);
const before = [];
let target;
for (let at = 0; at < args.length && target === undefined; at += 1) {
  if (args[at] === '-r' || args[at] === '--require') before.push(args[(at += 1)]);
  else if (!args[at].startsWith('-')) target = path.resolve(args[at]);
}
if (target === undefined) {
  console.error('electron: name the folder of an app');
  process.exit(1);
}
process.defaultApp = true;
Module._preloadModules(before);

if (fs.statSync(target).isDirectory()) {
  const about = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
  app.setName(about.productName ?? about.name);
  app.setVersion(about.version);
  app.setAppPath(target);
  require(path.resolve(target, about.main ?? 'index.js'));
} else {
  app.setAppPath(path.dirname(target));
  require(target);
}
