import "./report.css";
import { schema, type Report } from "./model";
import { Page } from "./page";

const report = JSON.parse(document.getElementById("report-data")!.textContent!) as Report;
const root = document.getElementById("report")!;
if (report.schema !== schema) {
  root.textContent = `This page reads data of version ${schema}; it holds version ${report.schema}.`;
} else {
  new Page(report).draw(root, document.getElementById("report-licenses")?.textContent?.trim() ?? "");
  document.documentElement.dataset.ready = "true";
}
