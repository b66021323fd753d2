// What an editor program is told of YAML files: mistakes, the words on hovering, what may be completed.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = createRequire(import.meta.url)("vscode-jsonrpc/node");
const here = dirname(fileURLToPath(import.meta.url));
const { root, schemas, files } = JSON.parse(readFileSync(0, "utf8"));
const server = spawn(process.execPath, [join(here, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const link = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
const settings = { yaml: { schemas, validate: true, hover: true, completion: true, schemaStore: { enable: false } }, http: {}, "[yaml]": {}, editor: {}, files: {} };
const waiting = new Map();

link.onRequest("workspace/configuration", (asked) => asked.items.map((item) => settings[item.section] || {}));
link.onRequest("client/registerCapability", () => null);
link.onNotification("textDocument/publishDiagnostics", (found) => { const told = waiting.get(found.uri); if (told) { told(found.diagnostics); } });
link.listen();

await link.sendRequest("initialize", {
  processId: process.pid, rootUri: `file://${root}`, workspaceFolders: [{ uri: `file://${root}`, name: "portal" }],
  capabilities: { textDocument: { hover: { contentFormat: ["markdown"] }, completion: { completionItem: {} }, publishDiagnostics: {} }, workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } },
});
link.sendNotification("initialized", {});
link.sendNotification("workspace/didChangeConfiguration", { settings });

const answers = [];
for (const file of files) {
  const uri = `file://${root}/${file.path}`, textDocument = { uri };
  const told = new Promise((done) => waiting.set(uri, done));
  link.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text: file.text } });
  const mistakes = (await told).map((one) => [one.range.start.line, one.message]);
  const hover = file.hover && await link.sendRequest("textDocument/hover", { textDocument, position: { line: file.hover[0], character: file.hover[1] } });
  const offered = file.complete && await link.sendRequest("textDocument/completion", { textDocument, position: { line: file.complete[0], character: file.complete[1] } });
  answers.push({
    mistakes,
    hover: hover ? [].concat(hover.contents).map((one) => one.value || one).join("\n") : "",
    offered: offered ? (offered.items || offered).map((one) => [one.label, typeof one.documentation === "string" ? one.documentation : (one.documentation || {}).value || ""]) : [],
  });
}
process.stdout.write(JSON.stringify(answers), () => { server.kill(); process.exit(0); });
