import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'vite';
import { root } from './project.mjs';

/**
 * Who may import what (docs/architecture.md). A layer may import itself, the layers named here, and
 * packages; `node` and `electron` say whether Node's own modules and Electron's are allowed.
 * TypeScript 7 has no parser that dependency-cruiser could use, so Vite's reads the imports.
 */
const LAYERS = {
  shared: { may: [] },
  'electron/core': { may: ['shared'], node: true },
  'electron/cli': { may: ['shared', 'electron/core', 'server'], node: true },
  'electron/main': { may: ['shared'], node: true, electron: true },
  'electron/preload': { may: ['shared'], electron: true },
  renderer: { may: ['shared'] },
  server: { may: ['shared', 'electron/core'], node: true },
};

const layerOf = (file) => Object.keys(LAYERS).find((layer) => file.startsWith(`${layer}/`));
const featureOf = (file) => /^renderer\/features\/([^/]+)\//.exec(file)?.[1];

/** Every module that a file names: imports, re-exports, types, `import()`. */
export function importsOf(file, text) {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} can't be read: ${errors[0].message}`);
  const fixed = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
  );
  // In values and in types alike; one whose name is computed can't be followed.
  const late = [...text.matchAll(/\bimport\(\s*(['"`])([^'"`]+)\1/g)].map((match) => match[2]);
  return [...new Set([...fixed, ...passedOn, ...late])];
}

/** @returns why the import is not allowed, or undefined */
export function objection(file, wanted) {
  const layer = layerOf(file);
  if (layer === undefined) return undefined;
  const rule = LAYERS[layer];
  if (wanted === 'electron' || wanted.startsWith('electron/')) {
    return rule.electron ? undefined : `${layer} knows no Electron`;
  }
  if (wanted.startsWith('node:')) return rule.node ? undefined : `${layer} knows no Node`;
  if (!wanted.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), wanted);
  const targetLayer = layerOf(target);
  if (targetLayer === undefined) return `${target} belongs to no layer`;
  if (targetLayer !== layer && !rule.may.includes(targetLayer)) {
    return `${layer} may not import ${targetLayer}`;
  }
  const [feature, other] = [featureOf(file), featureOf(target)];
  if (other === undefined || other === feature) return undefined;
  if (feature !== undefined) return `the feature ${feature} may not import the feature ${other}`;
  return file.startsWith('renderer/ui/') ? 'renderer/ui may not import a feature' : undefined;
}

export function wrongImports() {
  const files = Object.keys(LAYERS).flatMap((layer) =>
    globSync(`${layer}/**/*.{ts,tsx}`, { cwd: root }),
  );
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .flatMap((file) =>
      importsOf(file, readFileSync(path.join(root, file), 'utf8')).flatMap((wanted) => {
        const why = objection(file, wanted);
        return why === undefined ? [] : [`${file}: ${wanted}: ${why}`];
      }),
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wrong = wrongImports();
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
