import { describe, expectTypeOf, it } from 'vitest';
import edges from '../../contract/console/edges.json';
import cleanup from '../../contract/console/maintenance-cleanup.json';
import file from '../../contract/console/person-open.json';
import search from '../../contract/console/person-search.json';
import stats from '../../contract/console/stats.json';
import welcome from '../../contract/console/welcome.json';
import type {
  CleanupRun,
  Edge,
  PersonFile,
  PersonSummary,
  Stats,
  Welcome,
} from '../src/console/wire.js';

/** JSON knows no unions of texts, and an example holds only one side of what may be null. */
type AsJson<T> = T extends string
  ? string
  : T extends readonly (infer Each)[]
    ? AsJson<Each>[]
    : T extends object
      ? { -readonly [Key in keyof T]: AsJson<T[Key]> }
      : T;

/** Checked by the compiler: a field that is missing in an example, or of another kind, does not build. */
describe('the examples of the console are what the page understands', () => {
  it('welcome', () => expectTypeOf(welcome).toExtend<AsJson<Welcome>>());
  it('stats', () => expectTypeOf(stats).toExtend<AsJson<Stats>>());
  it('edges', () => expectTypeOf(edges.edges).toExtend<AsJson<Edge>[]>());
  it('person:search', () => expectTypeOf(search.data.people).toExtend<AsJson<PersonSummary>[]>());
  it('person:open', () => expectTypeOf(file.data).toExtend<AsJson<PersonFile>>());
  it('maintenance:cleanup', () => expectTypeOf(cleanup.data).toExtend<AsJson<CleanupRun>>());
});
