// Opens a report in Chromium as readers of different screens would and writes what there is to see as JSON.
// node browser.mjs WEB_FOLDER CHROMIUM REPORT.html OUT_FOLDER
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [web, executablePath, report, out] = process.argv.slice(2).map(p => resolve(p));
const { chromium } = createRequire(join(web, "package.json"))("playwright-core");

// Other work may share the machine.
const patience = 180_000;

// Each width and each scheme once: both views turn to the other scheme as well.
const views = [
  { name: "desktop-light", width: 1280, height: 900, scheme: "light" },
  { name: "phone-dark", width: 390, height: 844, scheme: "dark", phone: true },
];

/** What the page shows, found in the page itself. */
function look() {
  const count = values => (values ? values.length : 0);
  return {
    charts: [...document.querySelectorAll(".plot")].map(plot => ({
      title: plot.closest("figure").querySelector("h3").textContent,
      isDrawn: plot.querySelector("svg.main-svg .plot, svg.main-svg .cartesianlayer") !== null,
      traces: (plot.data ?? []).filter(t => t.hoverinfo !== "skip").map(t => ({ name: t.name, points: count(t.x), errors: count(t.error_y?.array) })),
      legend: [...plot.querySelectorAll(".legendtext")].map(t => t.textContent),
      axes: [...plot.querySelectorAll(".xtitle, .ytitle")].map(t => t.textContent),
    })),
    scenes: [...document.querySelectorAll(".viewer")].map(viewer => {
      const canvas = viewer.querySelector("canvas");
      if (!canvas || !canvas.width) return { colors: 0 };
      const copy = document.createElement("canvas");
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const context = copy.getContext("2d");
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, copy.width, copy.height);
      const colors = new Set();
      for (let i = 0; i < data.length; i += 4) colors.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      return { colors: colors.size };
    }),
    tables: [...document.querySelectorAll("table")].map(t => t.querySelectorAll("tbody tr").length),
    // Wider than the window: something does not fit and the page itself scrolls aside.
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    unnamed: [...document.querySelectorAll("button, a, input, select")].filter(
      e => !(e.getAttribute("aria-label") || e.textContent.trim() || e.closest("label")) && !e.closest(".modebar")).length,
  };
}

async function visit(browser, view) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.scheme,
    deviceScaleFactor: 1,
    isMobile: view.phone ?? false,
    hasTouch: view.phone ?? false,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const errors = [];
  const requests = [];
  page.on("console", m => ["error", "warning"].includes(m.type()) && !/GPU stall|GL Driver/.test(m.text()) && errors.push(m.text()));
  page.on("pageerror", e => errors.push(String(e)));
  page.on("request", r => /^(file|data|blob):/.test(r.url()) || requests.push(r.url()));
  await page.goto(pathToFileURL(report).href);
  await page.waitForSelector("html[data-ready]");
  const ready = await page.evaluate(() => performance.now());

  // Everything draws when it comes into sight.
  for (const target of await page.$$(".plot, .viewer")) {
    await target.scrollIntoViewIfNeeded();
    await target.evaluate(
      e => new Promise(done => {
        const look = () => (e.dataset.drawn || e.closest("details:not([open])") ? done() : requestAnimationFrame(look));
        look();
      }));
  }
  const seen = await page.evaluate(look);
  const actions = await act(page, join(out, `${view.name}-turned.png`));
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(out, `${view.name}.png`), fullPage: true });
  const printed = view.phone ? null : await print(page);
  await context.close();
  return { name: view.name, ready, errors, requests, print: printed, ...seen, ...actions };
}

/** Uses the page with the keyboard: sorts a table, opens and closes a note, plays a frame, turns the theme. */
async function act(page, picture) {
  const order = () => page.$$eval("#summary tbody th", cells => cells.map(c => c.textContent));
  const before = await order();
  const sort = page.locator("#summary th .sort").nth(1);
  const result = { before };
  if (await sort.count()) {
    await sort.focus();
    await page.keyboard.press("Enter");
    result.sorted = await order();
    await page.keyboard.press("Enter");
    result.reversed = await order();
  }
  const how = page.locator(".how").first();
  if (await how.count()) {
    await how.focus();
    await page.keyboard.press("Enter");
    result.note = await page.locator(".popup p").first().textContent();
    await page.keyboard.press("Escape");
    result.noteClosed = await page.locator(".popup").isHidden();
  }
  const slider = page.locator(".scene input[type=range]").first();
  if (await slider.count()) {
    await slider.focus();
    await page.keyboard.press("End");
    result.frame = await page.locator(".frame-label").first().textContent();
  }
  const themes = async () => page.evaluate(() => document.documentElement.dataset.theme);
  result.theme = await themes();
  await page.locator(".tools button").first().click();
  result.otherTheme = await themes();
  await page.screenshot({ path: picture });
  await page.locator(".tools button").first().click();
  return result;
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
  const results = [];
  for (const view of views) results.push(await visit(browser, view));
  console.log(JSON.stringify({ views: results, print: results.find(r => r.print).print }));
} finally {
  await browser.close();
}
