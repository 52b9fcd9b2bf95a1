/** ESLint's language server, as editors start it, and a client that asks it what an editor asks. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import {
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentEdit,
  type CodeAction,
  type Diagnostic,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node'
import { TextDocument } from 'vscode-languageserver-textdocument'

const SERVER = 'node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server'

/**
 * What an editor tells the server of a language: `on` where the user names it in `eslint.validate`, `probe` where the
 * editor leaves it to the server, as VS Code does with JSON.
 */
export type Validate = 'on' | 'probe'

export interface Editor {
  /** Opens a buffer for a file of the folder, which need not be what the disk has. */
  open(file: string, languageId: 'json' | 'yaml', text: string): Promise<Buffer>
  /** Files for which the server asked not to be troubled again. */
  readonly refused: readonly string[]
}

export interface Buffer {
  /** Its text, edits of the server included. */
  text(): string
  /** Replaces the whole text, as typing does in the end. */
  type(text: string): Promise<void>
  diagnostics(): Promise<readonly Diagnostic[]>
  /** What the light bulb offers at a squiggle. */
  actions(diagnostic: Diagnostic): Promise<readonly CodeAction[]>
  /** Chooses one of them. */
  choose(action: CodeAction): Promise<void>
}

/** An editor with a folder open. The server ends with the test. */
export async function openEditor(folder: string, validate: Validate = 'on'): Promise<Editor> {
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  )
  onTestFinished(() => {
    connection.dispose()
    server.kill()
  })
  const documents = new Map<string, TextDocument>()
  const refused: string[] = []
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settingsOf(folder, validate)))
  connection.onRequest(DiagnosticRefreshRequest.type, () => undefined)
  connection.onRequest('eslint/probeFailed', ({ textDocument }: { textDocument: { uri: string } }) => {
    refused.push(path.basename(textDocument.uri))
  })
  connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => {
    for (const change of edit.documentChanges ?? []) {
      const document = TextDocumentEdit.is(change) && documents.get(change.textDocument.uri)
      if (!document || !TextDocumentEdit.is(change)) throw new Error('The server edits what is not open.')
      const edits = change.edits.flatMap((each) => ('newText' in each ? [each] : []))
      await replaceText(connection, document, TextDocument.applyEdits(document, edits))
    }
    return { applied: true }
  })
  connection.listen()
  const workspaceFolders = [{ name: 'project', uri: pathToFileURL(folder).href }]
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the types still ask for it
    rootUri: null,
    workspaceFolders,
    capabilities: {
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
      workspace: { configuration: true, workspaceFolders: true, applyEdit: true },
    },
  })
  await connection.sendNotification(InitializedNotification.type, {})
  return {
    refused,
    async open(file, languageId, text) {
      const uri = pathToFileURL(path.join(folder, file)).href
      const document = TextDocument.create(uri, languageId, 1, text)
      documents.set(uri, document)
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      })
      return bufferOf(connection, document)
    },
  }
}

function bufferOf(connection: ProtocolConnection, document: TextDocument): Buffer {
  const textDocument = { uri: document.uri }
  return {
    text: () => document.getText(),
    type: (text) => replaceText(connection, document, text),
    async diagnostics() {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument })
      return report.kind === 'full' ? report.items : []
    },
    async actions(diagnostic) {
      const context = { diagnostics: [diagnostic] }
      const offered = await connection.sendRequest(CodeActionRequest.type, {
        textDocument,
        range: diagnostic.range,
        context,
      })
      return (offered ?? []).flatMap((action) => ('kind' in action ? [action] : []))
    },
    async choose({ command }) {
      if (!command) throw new Error('The server offers a change without a command.')
      const { command: name, arguments: args = [] } = command
      await connection.sendRequest(ExecuteCommandRequest.type, { command: name, arguments: args })
    },
  }
}

async function replaceText(connection: ProtocolConnection, document: TextDocument, text: string): Promise<void> {
  const { uri, version } = document
  TextDocument.update(document, [{ text }], version + 1)
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: version + 1 },
    contentChanges: [{ text }],
  })
}

/** The settings that VS Code's ESLint extension sends where the user changed none but `eslint.validate`. */
function settingsOf(folder: string, validate: Validate): object {
  return {
    validate,
    packageManager: 'npm',
    useESLintClass: true,
    experimental: {},
    codeAction: {
      disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
      showDocumentation: { enable: true },
    },
    codeActionOnSave: { mode: 'all' },
    format: false,
    quiet: false,
    onIgnoredFiles: 'off',
    options: {},
    rulesCustomizations: [],
    run: 'onType',
    problems: { shortenToSingleLine: false },
    nodePath: null,
    workspaceFolder: { name: 'project', uri: pathToFileURL(folder).href },
    workingDirectory: { mode: 'location' },
  }
}
