// Opens reports in Chromium as readers of different screens would and writes what there is to see as JSON.
// node browser.mjs WEB_FOLDER CHROMIUM SAMPLE.html REAL.html OUT_FOLDER
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [web, executablePath, sample, real, out] = process.argv.slice(2).map(p => resolve(p));
const { chromium } = createRequire(join(web, "package.json"))("playwright-core");

// Other work may share the machine.
const patience = 180_000;

const views = [
  { name: "desktop-light", width: 1280, height: 900, scheme: "light" },
  { name: "desktop-dark", width: 1280, height: 900, scheme: "dark" },
  { name: "phone-dark", width: 390, height: 844, scheme: "dark" },
  { name: "phone-light", width: 390, height: 844, scheme: "light" },
];

/** What the page shows, found in the page itself. */
function look() {
  const count = values => (values ? values.length : 0);
  const isAside = (a, b) => a.right + 1 < b.left || b.right + 1 < a.left || a.bottom < b.top || b.bottom < a.top;
  const crowded = texts => {
    const boxes = texts.map(t => t.getBoundingClientRect()).filter(b => b.width > 0);
    return boxes.filter((b, i) => boxes.slice(i + 1).some(other => !isAside(b, other))).length;
  };
  return {
    charts: [...document.querySelectorAll(".plot")].map(plot => ({
      title: plot.closest("figure").querySelector("h3").textContent,
      isDrawn: plot.querySelector("svg.main-svg .plot, svg.main-svg .cartesianlayer") !== null,
      traces: (plot.data ?? []).filter(t => t.hoverinfo !== "skip").map(t => ({ name: t.name, points: count(t.x), errors: count(t.error_y?.array) })),
      legend: [...plot.querySelectorAll(".legendtext")].map(t => t.textContent),
      axes: [...plot.querySelectorAll(".xtitle, .ytitle")].map(t => t.textContent),
      crowded: crowded([...plot.querySelectorAll(".xtick text, .ytick text")]) + crowded([...plot.querySelectorAll(".legendtext")]),
      wide: plot.querySelector("svg.main-svg")?.getBoundingClientRect().width - plot.clientWidth > 1,
    })),
    scenes: [...document.querySelectorAll(".viewer")].map(viewer => {
      const picture = viewer.querySelector("canvas") ?? viewer.querySelector("img.still");
      const [width, height] = [picture?.naturalWidth ?? picture?.width, picture?.naturalHeight ?? picture?.height];
      if (!width) return { colors: 0 };
      const copy = document.createElement("canvas");
      [copy.width, copy.height] = [width, height];
      const context = copy.getContext("2d");
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const colors = new Set();
      for (let i = 0; i < data.length; i += 4) colors.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      return { colors: colors.size };
    }),
    tables: [...document.querySelectorAll("table")].map(t => t.querySelectorAll("tbody tr").length),
    // Wider than the window: something does not fit and the page itself scrolls aside.
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cutOff: [...document.querySelectorAll("figure, .note, .text, header, h2, h3")].filter(e => e.scrollWidth > e.clientWidth + 1)
      .map(e => e.textContent.slice(0, 60)),
    unnamed: [...document.querySelectorAll("button, a, input, select")].filter(
      e => !(e.getAttribute("aria-label") || e.textContent.trim() || e.closest("label")) && !e.closest(".modebar")).length,
    theme: document.documentElement.dataset.theme,
  };
}

/** Everything draws when it comes into sight. */
async function draw(page) {
  await page.evaluate(() => document.querySelectorAll("main section details").forEach(d => (d.open = true)));
  for (const target of await page.$$(".plot, .viewer")) {
    await target.evaluate(
      e => new Promise(done => {
        e.scrollIntoView({ behavior: "instant", block: "center" });
        const look = () => (e.dataset.drawn ? done() : requestAnimationFrame(look));
        look();
      }));
  }
}

async function show(page, view) {
  await page.setViewportSize({ width: view.width, height: view.height });
  await page.emulateMedia({ colorScheme: view.scheme });
  // Charts take their new width a moment after the window has.
  await page.waitForFunction(scheme => [undefined, scheme].includes(document.documentElement.dataset.theme) && [...document.querySelectorAll(".plot svg.main-svg")].every(
    s => Math.abs(s.getBoundingClientRect().width - s.closest(".plot").clientWidth) < 2), view.scheme);
}

/** Uses the page with the keyboard: sorts a table, opens and closes a note, plays a frame, turns the theme. */
async function act(page, picture) {
  const order = () => page.$$eval("#summary tbody th", cells => cells.map(c => c.textContent));
  const result = { before: await order() };
  const sort = page.locator("#summary th .sort").nth(1);
  await sort.focus();
  await page.keyboard.press("Enter");
  result.sorted = await order();
  await page.keyboard.press("Enter");
  result.reversed = await order();
  const how = page.locator(".how").first();
  await how.focus();
  await page.keyboard.press("Enter");
  result.note = await page.locator(".popup p").first().textContent();
  await page.keyboard.press("Escape");
  result.noteClosed = await page.locator(".popup").isHidden();
  const pixels = () => page.locator(".viewer canvas").first().evaluate(c => {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [c.width, c.height];
    copy.getContext("2d").drawImage(c, 0, 0);
    return copy.toDataURL();
  });
  const slider = page.locator(".scene input[type=range]").first();
  await slider.focus();
  // A view that gave its memory back wakes as it is moved.
  await page.keyboard.press("ArrowRight");
  const first = await pixels();
  await page.keyboard.press("End");
  result.frame = await page.locator(".frame-label").first().textContent();
  result.moved = first !== (await pixels());
  const themes = async () => page.evaluate(() => document.documentElement.dataset.theme);
  await page.locator(".tools button").first().click();
  result.otherTheme = await themes();
  await page.screenshot({ path: picture });
  await page.locator(".tools button").first().click();
  return result;
}

async function open(page, report) {
  await show(page, views[0]);
  await page.goto(pathToFileURL(report).href);
  await page.waitForSelector("html[data-ready]");
  await draw(page);
}

async function print(page) {
  const pdf = await page.pdf({ path: join(out, "print.pdf"), format: "A4" });
  const undrawn = await page.$$eval(".plot", plots => plots.filter(p => !p.dataset.drawn).length);
  return { bytes: pdf.length, undrawn };
}

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
try {
  const page = await browser.newPage({ deviceScaleFactor: 1, reducedMotion: "reduce" });
  page.setDefaultTimeout(patience);
  const errors = [];
  const requests = [];
  page.on("console", m => ["error", "warning"].includes(m.type()) && !/GPU stall|GL Driver/.test(m.text()) && errors.push(m.text()));
  page.on("pageerror", e => errors.push(String(e)));
  page.on("request", r => /^(file|data|blob):/.test(r.url()) || requests.push(r.url()));

  await open(page, sample);
  const seen = { ...(await page.evaluate(look)), ...(await act(page, join(out, "sample-turned.png"))), print: await print(page) };

  // The reader's choice would outlast the page.
  await page.evaluate(() => localStorage.clear());
  await open(page, real);
  const found = [];
  for (const view of views) {
    await show(page, view);
    found.push({ name: view.name, ...(await page.evaluate(look)) });
    for (const id of await page.$$eval("main > section", all => all.map(s => s.id))) {
      await page.evaluate(id => document.getElementById(id).scrollIntoView({ behavior: "instant" }), id);
      await page.screenshot({ path: join(out, `${view.name}-${id}.png`) });
    }
  }
  console.log(JSON.stringify({ errors, requests, sample: seen, views: found }));
} finally {
  await browser.close();
}
