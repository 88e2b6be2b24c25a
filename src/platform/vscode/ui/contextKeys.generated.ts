// Generated from the contributions of the features by `npm run contributions`. Do not edit.

import { ContextKey } from './contextKey';

/** The context keys that “when” clauses of the manifest may name. */
export const contextKeys = {
  canRedo: new ContextKey<boolean>('dailyPapers.canRedo'),
  canUndo: new ContextKey<boolean>('dailyPapers.canUndo'),
  'digests.filter': new ContextKey<'all' | 'unread' | 'later'>('dailyPapers.digests.filter'),
  'digests.showHidden': new ContextKey<boolean>('dailyPapers.digests.showHidden'),
  'digests.sort': new ContextKey<'digest' | 'recommended'>('dailyPapers.digests.sort'),
  hasBackup: new ContextKey<boolean>('dailyPapers.hasBackup'),
  hasHidingRules: new ContextKey<boolean>('dailyPapers.hasHidingRules'),
  hasHighlights: new ContextKey<boolean>('dailyPapers.hasHighlights'),
  hasImports: new ContextKey<boolean>('dailyPapers.hasImports'),
  hasMarked: new ContextKey<boolean>('dailyPapers.hasMarked'),
  hasPackaged: new ContextKey<boolean>('dailyPapers.hasPackaged'),
  hasRemovedPackaged: new ContextKey<boolean>('dailyPapers.hasRemovedPackaged'),
  hasSearches: new ContextKey<boolean>('dailyPapers.hasSearches'),
  hasTags: new ContextKey<boolean>('dailyPapers.hasTags'),
  highlightSelected: new ContextKey<boolean>('dailyPapers.highlightSelected'),
  'highlights.filtered': new ContextKey<boolean>('dailyPapers.highlights.filtered'),
  loaded: new ContextKey<boolean>('dailyPapers.loaded'),
  merged: new ContextKey<boolean>('dailyPapers.merged'),
  onArxiv: new ContextKey<boolean>('dailyPapers.onArxiv'),
  paperSelected: new ContextKey<boolean>('dailyPapers.paperSelected'),
  pickingCitation: new ContextKey<boolean>('dailyPapers.pickingCitation'),
  pickingPassage: new ContextKey<boolean>('dailyPapers.pickingPassage'),
  'reader.canGoBack': new ContextKey<boolean>('dailyPapers.reader.canGoBack'),
  'reader.canGoForward': new ContextKey<boolean>('dailyPapers.reader.canGoForward'),
  'reader.hasWholePaper': new ContextKey<boolean>('dailyPapers.reader.hasWholePaper'),
  referencesGrouping: new ContextKey<'paper' | 'file'>('dailyPapers.referencesGrouping'),
  searchSelected: new ContextKey<boolean>('dailyPapers.searchSelected'),
  searching: new ContextKey<boolean>('dailyPapers.searching'),
  subscribed: new ContextKey<boolean>('dailyPapers.subscribed'),
};
