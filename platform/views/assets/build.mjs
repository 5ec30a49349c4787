// Builds everything the browser loads into dist/: styles, scripts, maps, charts, the board, and one sprite of icons.
// Run with `npm ci --ignore-scripts && node build.mjs`; no network beyond the registry, no CDN at run time.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'dist');

function packagePath(name, file) {
  return join(here, 'node_modules', name, file);
}

function sprite() {
  const names = JSON.parse(readFileSync(join(here, 'src/icons.json'), 'utf8'));
  const symbols = names.map((name) => {
    const svg = readFileSync(packagePath('lucide-static', `icons/${name}.svg`), 'utf8');
    const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s*\n\s*/g, '');
    return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
  });
  writeFileSync(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
execFileSync(process.execPath, [packagePath('@tailwindcss/cli', 'dist/index.mjs'), '-i', 'src/app.css', '-o', 'dist/app.css', '--minify'], { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
await build({
  absWorkingDir: here,
  entryPoints: ['src/app.js', 'src/charts.js', 'src/board.js', 'src/map.js'],
  outdir: 'dist',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022'],
  loader: { '.png': 'file', '.svg': 'file' },
  assetNames: '[name]',
  legalComments: 'external',
  logLevel: 'warning',
});
sprite();
cpSync(join(here, 'src/favicon.svg'), join(out, 'favicon.svg'));
