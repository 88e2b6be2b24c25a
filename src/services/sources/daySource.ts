import type { Service } from '../../core/remote/service';

/** A service whose lists of days can be fetched; arXiv's are lists of some of its categories. */
export type DaySource =
  | { readonly service: Extract<Service, 'huggingface'> }
  | { readonly service: Extract<Service, 'arxiv'>; readonly categories: readonly string[] };
