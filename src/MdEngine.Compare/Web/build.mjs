// Bundles the page: dist/report.js, dist/report.css and dist/licenses.txt, which the C# project embeds.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const out = join(folder, "dist");
mkdirSync(out, { recursive: true });

const result = await build({
  absWorkingDir: folder,
  entryPoints: { report: "src/main.ts" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  // Modules of node that a package names for its use outside of a browser.
  external: [],
});

// The licence of every package of which anything stands in the bundle.
const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) packages.add(found[1]);
}
// 3dmol comes as one file with these inside.
if (packages.has("3dmol")) for (const name of ["iobuffer", "netcdfjs", "pako", "upng-js"]) packages.add(name);

const texts = [];
for (const name of [...packages].sort()) {
  const place = join(folder, "node_modules", name);
  const { version, license, homepage } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"].map(f => join(place, f)).find(existsSync);
  if (!file) throw new Error(`${name} has no licence file`);
  texts.push(`${name} ${version} (${license})${homepage ? ", " + homepage : ""}\n\n${readFileSync(file, "utf8").trim()}\n`);
}
writeFileSync(join(out, "licenses.txt"), texts.join("\n" + "-".repeat(72) + "\n\n"));
