import type { paths } from './schema.gen';

/** The JSON a successful call answers with, whatever media type the document gives it. */
type Answer<Operation> = Operation extends { responses: infer Responses }
  ? Complete<Content<Responses[keyof Responses & (200 | 201 | 202)]>>
  : never;
type Content<Response> = Response extends { content: infer Media } ? Media[keyof Media] : never;

/** The server always writes every field; a document that leaves `required` out does not make one optional. */
type Complete<T> = T extends (infer Item)[]
  ? Complete<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Complete<Exclude<T[Key], undefined>> }
    : T;

// Named by path and never by schema, so that another document of the same contract fits in.
export type Session = Answer<paths['/api/v1/session']['get']>;
export type Member = Session['member'];
export type Status = Answer<paths['/api/v1/status']['get']>;
export type RunPage = Answer<paths['/api/v1/runs']['get']>;
export type RunSummary = RunPage['items'][number];
export type Run = Answer<paths['/api/v1/runs/{id}']['get']>;
export type Balance = Run['balance'];
export type RunArm = Run['arms'][number];
export type RunReport = Answer<paths['/api/v1/runs/{id}/report']['get']>;
export type ArmReport = RunReport['arms'][number];
export type Kpi = ArmReport['kpis'][number];
export type ArmMoney = ArmReport['money'][number];
export type Definition = RunReport['definitions'][number];
export type Comparison = RunReport['comparisons'][number];
export type Overview = Answer<paths['/api/v1/reports/overview']['get']>;
export type ChannelTotals = Overview['channels'][number];
export type EventLag = Overview['eventLag'];
export type Export = Answer<paths['/api/v1/exports/{id}']['get']>;
export type ExportPage = Answer<paths['/api/v1/exports']['get']>;
export type Period = Answer<paths['/api/v1/periods']['get']>[number];
export type Restatement = Period['restatements'][number];
export type PeriodChange = Answer<paths['/api/v1/periods/{month}/restatements/preview']['get']>;
export type Import = Answer<paths['/api/v1/imports/{id}']['get']>;
export type ImportPage = Answer<paths['/api/v1/imports']['get']>;
