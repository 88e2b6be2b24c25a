const vscode = require('vscode');

const shown = 'shown';

/**
 * Once for a folder of data: the view Digests with its newest day open, and the walkthrough beside it.
 * @param {import('vscode').ExtensionContext} context
 */
exports.activate = async ({ globalState }) => {
  if (globalState.get(shown)) return;
  await globalState.update(shown, true);
  const papers = vscode.extensions.getExtension('daily-papers.daily-papers');
  if (!papers) return;
  const api = await papers.activate();
  const [newest] = await api.days();
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${papers.id}#start`);
  await vscode.commands.executeCommand('dailyPapers.showDay', newest.id);
};
