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
export type ReferenceLine = RunReport['referenceLines'][number];
export type Comparison = RunReport['comparisons'][number];
export type Incremental = RunReport['incremental'][number];
export type RunEvidence = Answer<paths['/api/v1/runs/{id}/report/evidence']['get']>;
export type RunSubgroups = Answer<paths['/api/v1/runs/{id}/report/subgroups/{dimension}']['get']>;
export type SubgroupComparison = RunSubgroups['answers'][number];
export type RunReached = Answer<paths['/api/v1/runs/{id}/report/reached']['get']>;
export type ReachedEffect = RunReached['effects'][number];
export type CodesOfRun = Answer<paths['/api/v1/runs/{id}/promo-codes']['get']>;
export type Breakdown = Answer<paths['/api/v1/runs/{id}/report/by/{dimension}']['get']>;
export type BreakdownRow = Breakdown['rows'][number];
export type FunnelTimes = Answer<paths['/api/v1/runs/{id}/funnel-times']['get']>;
export type StepTime = FunnelTimes['arms'][number]['steps'][number];
export type ReplyToOrder = Answer<paths['/api/v1/runs/{id}/reply-to-order']['get']>;
export type RecipientPage = Answer<paths['/api/v1/runs/{id}/recipients']['get']>;
export type EstimatedShare = ReplyToOrder['arms'][number]['groups'][number]['ordered'];
export type NetRevenue = ReplyToOrder['arms'][number]['groups'][number]['revenue'][number];
export type CohortReport = Answer<paths['/api/v1/reports/cohorts']['get']>;
export type CohortMonth = CohortReport['cohorts'][number]['months'][number];
export type FatigueReport = Answer<paths['/api/v1/reports/fatigue']['get']>;
export type HeatMap = Answer<paths['/api/v1/reports/heat-map']['get']>;
export type HeatCell = HeatMap['cells'][number];
export type ChannelOverlap = Answer<paths['/api/v1/reports/channel-overlap']['get']>;
export type ChannelSets = ChannelOverlap['reachable'];
export type RunTotalsPage = Answer<paths['/api/v1/reports/runs']['get']>;
export type RunTotals = RunTotalsPage['items'][number];
export type Attribution = Answer<paths['/api/v1/reports/attribution']['get']>;
export type ExperimentPlan = Answer<paths['/api/v1/reports/experiment-plan']['get']>;
export type RateCardPage = Answer<paths['/api/v1/rate-cards']['get']>;
export type RateCard = RateCardPage['items'][number];
export type InvoicePage = Answer<paths['/api/v1/invoices']['get']>;
export type Invoice = InvoicePage['items'][number];
export type ReconciledInvoice = Answer<paths['/api/v1/invoices/{id}']['get']>;
export type InvoiceRow = ReconciledInvoice['rows'][number];
export type MachineRulesPage = Answer<paths['/api/v1/machine-rules']['get']>;
export type MachineRules = MachineRulesPage['items'][number];
export type RejudgingPage = Answer<paths['/api/v1/rejudgings']['get']>;
export type Rejudging = RejudgingPage['items'][number];
export type RejudgingDetail = Answer<paths['/api/v1/rejudgings/{id}']['get']>;
export type RejudgingLine = RejudgingDetail['lines'][number];
export type SegmentPage = Answer<paths['/api/v1/segments']['get']>;
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
