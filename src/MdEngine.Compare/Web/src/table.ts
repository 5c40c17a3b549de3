import type { Cell, Column, Table } from "./model";
import { fileName, h, save } from "./dom";
import { fixed, significant, withError } from "./format";
import type { Page } from "./page";

const dash = "–";

function shown(cell: Cell, column: Column): string {
  if (cell.text !== undefined) return cell.text;
  if (cell.value === undefined || cell.value === null) return dash;
  if (cell.error !== undefined) return withError(cell.value, cell.error);
  const decimals = cell.decimals ?? column.decimals;
  return decimals === undefined ? significant(cell.value, column.digits) : fixed(cell.value, decimals);
}

/** What a cell is sorted by; what has no value comes last. */
function compare(a: Cell, b: Cell): number {
  const [x, y] = [a.value, b.value];
  const [hasX, hasY] = [typeof x === "number", typeof y === "number"];
  if (hasX && hasY) return x! - y!;
  if (hasX !== hasY) return hasX ? -1 : 1;
  return (a.text ?? "").localeCompare(b.text ?? "", undefined, { numeric: true });
}

function bestRows(table: Table, column: number): Set<number> {
  const { best } = table.columns[column];
  const values = table.rows.map(r => r[column].value).filter((v): v is number => typeof v === "number");
  if (best === "none" || values.length < 2) return new Set();
  const wanted = best === "lowest" ? Math.min(...values) : Math.max(...values);
  return new Set(table.rows.flatMap((r, i) => (r[column].value === wanted ? [i] : [])));
}

export function drawTable(page: Page, table: Table): HTMLElement {
  const best = table.columns.map((_, k) => bestRows(table, k));
  const rows = table.rows.map((row, i) =>
    h("tr", {}, ...row.map((cell, k) => drawCell(page, cell, table.columns[k], k, best[k].has(i)))),
  );
  const body = h("tbody", {}, ...rows);
  const heads = table.columns.map((column, k) => {
    const name = [
      column.title,
      column.unit ? h("span", { class: "unit" }, column.unit) : null,
    ];
    const head = h("th", { scope: "col", class: column.title.length > 14 ? `${column.align} long` : column.align, title: column.description });
    if (!table.sortable || table.rows.length < 2) {
      head.append(...name.filter(n => n !== null));
      return head;
    }
    const sort = () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = table.rows.map((_, i) => i);
      order.sort((a, b) => {
        const [x, y] = [table.rows[a][k], table.rows[b][k]];
        const isEmpty = (c: Cell) => typeof c.value !== "number" && !c.text;
        return isEmpty(x) !== isEmpty(y) ? (isEmpty(x) ? 1 : -1) : down ? compare(y, x) : compare(x, y);
      });
      body.append(...order.map(i => rows[i]));
    };
    head.append(h("button", { type: "button", class: "sort", click: sort }, ...name));
    return head;
  });
  const title = table.title || "Table";
  return h(
    "figure",
    { class: "table" },
    table.title || table.rows.length > 3
      ? h(
          "div",
          { class: "figure-head" },
          h("h3", {}, table.title),
          h("button", { type: "button", class: "tool small", click: () => saveTable(table), "aria-label": `Save ${title} as CSV` }, "CSV"),
        )
      : null,
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": title },
      h("table", { class: table.columns.length <= 3 ? "narrow" : null }, h("thead", {}, h("tr", {}, ...heads)), body),
    ),
    table.caption ? h("figcaption", {}, table.caption) : null,
  );
}

function drawCell(page: Page, cell: Cell, column: Column, index: number, isBest: boolean): HTMLElement {
  const text = shown(cell, column);
  const classes = [column.align, cell.status, isBest && "best", text === dash && "none"].filter(Boolean).join(" ");
  const element = index === 0 ? h("th", { scope: "row", class: classes }) : h("td", { class: classes });
  if (cell.series !== undefined) element.append(page.swatch(cell.series));
  if (cell.status) element.append(h("span", { class: "mark", "aria-label": cell.status, role: "img" }));
  if (cell.detail !== undefined) {
    const detail = page.report.details[cell.detail];
    element.append(
      h(
        "button",
        {
          type: "button",
          class: "how",
          "aria-haspopup": "dialog",
          title: "How it was made",
          click: event => page.popup.show(event.currentTarget as HTMLElement, detail, cell.link),
        },
        text,
      ),
    );
  } else if (cell.link !== undefined) {
    element.append(h("a", { href: `#${cell.link}` }, text));
  } else {
    element.append(text);
  }
  if (isBest) element.title = `The ${column.best} of the column`;
  return element;
}

function saveTable(table: Table): void {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const hasError = table.columns.map((_, k) => table.rows.some(r => r[k].error !== undefined));
  const lines = [
    table.columns.flatMap((c, k) => {
      const name = c.unit ? `${c.title} (${c.unit})` : c.title;
      return hasError[k] ? [quote(name), quote(`${name}, standard error`)] : [quote(name)];
    }),
    ...table.rows.map(row =>
      row.flatMap((cell, k) => {
        const value = cell.text !== undefined ? quote(cell.text) : String(cell.value ?? "");
        return hasError[k] ? [value, String(cell.error ?? "")] : [value];
      }),
    ),
  ];
  save(`${fileName(table.title)}.csv`, lines.map(l => l.join(",")).join("\n") + "\n", "text/csv");
}
