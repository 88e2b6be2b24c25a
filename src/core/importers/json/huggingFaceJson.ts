import type { SourceFormat } from '../sourceFormat';
import { startsLikeJson } from './anyJson';
import { readJsonPapers } from './jsonPapers';

/** Responses of Hugging Face's `/api/daily_papers` and `/api/papers/{id}`, and files derived from them. */
export const huggingFaceJson: SourceFormat = {
  id: 'huggingface-json',
  label: 'Hugging Face JSON',
  recognises: ({ text }) =>
    startsLikeJson(text) && /"(?:paper"\s*:\s*\{|submittedOnDailyAt"|discussionId")/u.test(text),
  read: (source) => readJsonPapers(source, 'huggingface'),
};
