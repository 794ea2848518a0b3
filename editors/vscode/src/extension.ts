// Starts `whatnext lsp` and shows in VS Code what it says.

import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";

let client: LanguageClient | undefined;
let output: vscode.OutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("whatnext");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("whatnext.restart", restart),
    vscode.commands.registerCommand("whatnext.showOutput", () => output.show()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("whatnext.path")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  // A server that never came up has nothing to stop.
  await running?.dispose().catch(() => undefined);
}

async function start(): Promise<void> {
  const command = program();
  const server: ServerOptions = { command, args: ["lsp"], transport: TransportKind.stdio };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "whatnext" },
      { scheme: "untitled", language: "whatnext" },
    ],
    outputChannel: output,
  };
  client = new LanguageClient("whatnext", "whatnext", server, options, false);
  try {
    await client.start();
  } catch (error) {
    await stop();
    await tellWhy(command, error);
  }
}

/** The program that the settings name; `~` and the folder that is open are filled in. */
function program(): string {
  const path = vscode.workspace.getConfiguration("whatnext").get<string>("path", "whatnext").trim();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const home = process.env.HOME ?? process.env.USERPROFILE ?? "";
  return (path || "whatnext")
    .replace(/^~(?=[/\\])/, home)
    .replaceAll("${workspaceFolder}", folder);
}

async function tellWhy(command: string, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  output.appendLine(`cannot start \`${command} lsp\`: ${reason}`);
  const missing = reason.includes("ENOENT");
  const message = missing
    ? `The program "${command}" was not found. Install whatnext, or say where it is in the setting "whatnext.path".`
    : `"${command} lsp" did not start: ${reason}`;
  const settings = "Open the setting";
  const again = "Try again";
  const choice = await vscode.window.showErrorMessage(message, settings, again);
  if (choice === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "whatnext.path");
  } else if (choice === again) {
    await restart();
  }
}
