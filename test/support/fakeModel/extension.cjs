// @ts-check
const vscode = require('vscode');

/** @typedef {{ readonly content: readonly { readonly value?: string }[] }} Message */
/** @typedef {{ report(part: vscode.LanguageModelTextPart): void }} Progress */

/** A model that names the first paper of what it is sent, and fails if a question says so. It calls no tools, and no other machine. */
const provider = {
  provideLanguageModelChatInformation: () => [
    {
      id: 'fake',
      name: 'Fake',
      family: 'fake',
      version: '1',
      maxInputTokens: 100_000,
      maxOutputTokens: 1000,
      capabilities: { toolCalling: true },
      isUserSelectable: true,
    },
  ],
  /**
   * @param {unknown} _model
   * @param {readonly Message[]} messages
   * @param {unknown} _options
   * @param {Progress} progress
   */
  provideLanguageModelChatResponse: (_model, messages, _options, progress) => {
    const sent = messages.flatMap(({ content }) => content.map(({ value = '' }) => value)).join('\n');
    if (sent.endsWith('The model fails.')) return Promise.reject(new Error('It has no time'));
    const paper = /; (paper:\/[a-z0-9-]+)/.exec(sent)?.[1] ?? 'no paper';
    const parts = ['The closest is ', paper.slice(0, 8), `${paper.slice(8)}, and `, '<b>that</b> is all.'];
    for (const part of parts) progress.report(new vscode.LanguageModelTextPart(part));
    return Promise.resolve();
  },
  provideTokenCount: () => Promise.resolve(1),
};

/** @param {vscode.ExtensionContext} context */
exports.activate = async ({ subscriptions }) => {
  // VS Code has it from 1.104 on, the types are older.
  /** @type {any} */
  const models = vscode.lm;
  subscriptions.push(models.registerLanguageModelChatProvider('fake', provider));
  // VS Code looks for the models of a provider when they are first wanted: too late for the first question.
  await vscode.lm.selectChatModels({ vendor: 'fake' });
};
