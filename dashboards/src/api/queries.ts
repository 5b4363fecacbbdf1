import { keepPreviousData, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { get, Problem } from './client';
import type {
  Attribution,
  Breakdown,
  ChannelOverlap,
  CodesOfRun,
  CohortReport,
  Definition,
  ExperimentPlan,
  Export,
  ExportPage,
  FatigueReport,
  FunnelTimes,
  HeatMap,
  ImportPage,
  InvoicePage,
  MachineRulesPage,
  Member,
  Overview,
  Period,
  PeriodChange,
  RateCardPage,
  ReconciledInvoice,
  RecipientPage,
  RejudgingDetail,
  RejudgingPage,
  ReplyToOrder,
  Run,
  RunEvidence,
  RunPage,
  RunReached,
  RunReport,
  RunSubgroups,
  RunTotalsPage,
  SegmentPage,
  Session,
  Status,
} from './types';

/** Keys of what is cached, in one place: whoever changes a thing names it here. */
export const keys = {
  session: ['session'] as const,
  status: ['status'] as const,
  overview: ['overview'] as const,
  runs: ['runs'] as const,
  run: (id: number) => ['run', id] as const,
  report: (id: number) => ['report', id] as const,
  exports: ['exports'] as const,
  imports: ['imports'] as const,
  periods: ['periods'] as const,
  rateCards: ['rateCards'] as const,
  invoices: ['invoices'] as const,
  machineRules: ['machineRules'] as const,
  rejudgings: ['rejudgings'] as const,
  segments: ['segments'] as const,
};

const LIVE = 1_000;
const CALM = 15_000;

const isLive = (state: string) => state === 'running';
const isUnderWay = (state: string) => state === 'running' || state === 'waiting';

export const session = queryOptions<Member | null>({
  queryKey: keys.session,
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    try {
      return (await get<Session>('/session', {}, signal)).member;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) {
        return null;
      }
      throw failure;
    }
  },
});

export const status = queryOptions<Status>({
  queryKey: keys.status,
  refetchInterval: 30_000,
  queryFn: ({ signal }) => get<Status>('/status', {}, signal),
});

export const overview = (asked: { simulated: string | null }) =>
  queryOptions<Overview>({
    queryKey: [...keys.overview, asked],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.latestRun && isLive(state.data.latestRun.run.state) ? 2_000 : CALM,
    queryFn: ({ signal }) => get<Overview>('/reports/overview', asked, signal),
  });

/** What each figure means: the same as long as the server is. */
export const definitions = queryOptions<Definition[]>({
  queryKey: ['definitions'],
  staleTime: Infinity,
  queryFn: ({ signal }) => get<Definition[]>('/reports/definitions', {}, signal),
});

export const runs = (after: string | null, limit = 50) =>
  queryOptions<RunPage>({
    queryKey: [...keys.runs, after, limit],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((run) => isLive(run.state)) ? 2_000 : CALM),
    queryFn: ({ signal }) => get<RunPage>('/runs', { after, limit }, signal),
  });

export const run = (id: number) =>
  queryOptions<Run>({
    queryKey: keys.run(id),
    refetchInterval: ({ state }) => (state.data && isLive(state.data.state) ? LIVE : CALM),
    queryFn: ({ signal }) => get<Run>(`/runs/${id}`, {}, signal),
  });

export const report = (id: number, live: boolean) =>
  queryOptions<RunReport>({
    queryKey: keys.report(id),
    // Reads, clicks and orders go on for days after the last message has left.
    refetchInterval: live ? 3_000 : CALM,
    queryFn: ({ signal }) =>
      get<RunReport>(`/runs/${id}/report`, { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }, signal),
  });

export const promoCodes = (id: number, live: boolean) =>
  queryOptions<CodesOfRun>({
    queryKey: [...keys.report(id), 'promo-codes'],
    refetchInterval: live ? 3_000 : CALM,
    queryFn: ({ signal }) => get<CodesOfRun>(`/runs/${id}/promo-codes`, {}, signal),
  });

export const exports = (after: string | null) =>
  queryOptions<ExportPage>({
    queryKey: [...keys.exports, after],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((item) => isUnderWay(item.state)) ? LIVE : CALM),
    queryFn: ({ signal }) => get<ExportPage>('/exports', { after }, signal),
  });

export const oneExport = (id: number) =>
  queryOptions<Export>({
    queryKey: [...keys.exports, 'one', id],
    refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data.state) ? 500 : false),
    queryFn: ({ signal }) => get<Export>(`/exports/${id}`, {}, signal),
  });

export const manifest = (id: number) =>
  queryOptions<unknown>({
    queryKey: [...keys.exports, 'manifest', id],
    staleTime: Infinity,
    queryFn: ({ signal }) => get<unknown>(`/exports/${id}/manifest`, {}, signal),
  });

export const imports = (after: string | null) =>
  queryOptions<ImportPage>({
    queryKey: [...keys.imports, after],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((item) => isUnderWay(item.state)) ? LIVE : CALM),
    queryFn: ({ signal }) => get<ImportPage>('/imports', { after }, signal),
  });

export const machineRules = queryOptions<MachineRulesPage>({
  queryKey: keys.machineRules,
  queryFn: ({ signal }) => get<MachineRulesPage>('/machine-rules', {}, signal),
});

const isBeingJudged = (state: string) => state === 'judging' || state === 'applying';

export const rejudgings = (after: string | null) =>
  queryOptions<RejudgingPage>({
    queryKey: [...keys.rejudgings, after],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((item) => isBeingJudged(item.state)) ? LIVE : CALM),
    queryFn: ({ signal }) => get<RejudgingPage>('/rejudgings', { after }, signal),
  });

export const rejudging = (id: number) =>
  queryOptions<RejudgingDetail>({
    queryKey: [...keys.rejudgings, 'one', id],
    refetchInterval: ({ state }) => (state.data && isBeingJudged(state.data.rejudging.state) ? LIVE : CALM),
    queryFn: ({ signal }) => get<RejudgingDetail>(`/rejudgings/${id}`, {}, signal),
  });

export const periods = queryOptions<Period[]>({
  queryKey: keys.periods,
  queryFn: ({ signal }) => get<Period[]>('/periods', {}, signal),
});

export const periodPreview = (month: string) =>
  queryOptions<PeriodChange>({
    queryKey: [...keys.periods, 'preview', month],
    queryFn: ({ signal }) => get<PeriodChange>(`/periods/${month}/restatements/preview`, {}, signal),
  });

type Filters = Record<string, string | number | null | undefined>;

/** A figure that is asked for with filters: kept while the next answer is on its way, asked anew only by who looks again. */
const asked = <T>(path: string, filters: Filters = {}) =>
  queryOptions<T>({
    queryKey: ['asked', path, filters],
    placeholderData: keepPreviousData,
    staleTime: CALM,
    queryFn: ({ signal }) => get<T>(path, filters, signal),
  });

export const evidence = (run: number) => asked<RunEvidence>(`/runs/${run}/report/evidence`);
export const subgroups = (run: number, dimension: string, filters: Filters) => asked<RunSubgroups>(`/runs/${run}/report/subgroups/${dimension}`, filters);
export const reached = (run: number) => asked<RunReached>(`/runs/${run}/report/reached`);
export const breakdown = (run: number, dimension: string, filters: Filters) => asked<Breakdown>(`/runs/${run}/report/by/${dimension}`, filters);
export const funnelTimes = (run: number) => asked<FunnelTimes>(`/runs/${run}/funnel-times`);
export const replyToOrder = (run: number) => asked<ReplyToOrder>(`/runs/${run}/reply-to-order`);
/** The choice as it stands in the address: an empty channel is the hold-out's, none at all is any. */
export const recipients = (run: number, choice: string, after: string | null) =>
  asked<RecipientPage>(`/runs/${run}/recipients?${new URLSearchParams([...new URLSearchParams(choice), ['limit', '50'], ...(after === null ? [] : [['after', after]])])}`);
export const runTotals = (filters: Filters) => asked<RunTotalsPage>('/reports/runs', filters);
export const cohorts = (filters: Filters) => asked<CohortReport>('/reports/cohorts', filters);
export const fatigue = (filters: Filters) => asked<FatigueReport>('/reports/fatigue', filters);
export const heatMap = (filters: Filters) => asked<HeatMap>('/reports/heat-map', filters);
export const channelOverlap = (filters: Filters) => asked<ChannelOverlap>('/reports/channel-overlap', filters);
export const attribution = (filters: Filters) => asked<Attribution>('/reports/attribution', filters);
export const experimentPlan = (filters: Filters) => asked<ExperimentPlan>('/reports/experiment-plan', filters);

export const rateCards = queryOptions<RateCardPage>({
  queryKey: keys.rateCards,
  queryFn: ({ signal }) => get<RateCardPage>('/rate-cards', {}, signal),
});

export const invoices = (after: string | null) =>
  queryOptions<InvoicePage>({
    queryKey: [...keys.invoices, after],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<InvoicePage>('/invoices', { after }, signal),
  });

export const reconciledInvoice = (id: number, releaseUnbilled: boolean) =>
  queryOptions<ReconciledInvoice>({
    queryKey: [...keys.invoices, 'one', id, releaseUnbilled],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<ReconciledInvoice>(`/invoices/${id}`, { releaseUnbilled: String(releaseUnbilled) }, signal),
  });

export const segments = queryOptions<SegmentPage>({
  queryKey: keys.segments,
  queryFn: ({ signal }) => get<SegmentPage>('/segments', {}, signal),
});

/** A lost session is found out by whichever call meets it first; the page then asks to sign in again. */
export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (failure) => {
        if (failure instanceof Problem && failure.status === 401) {
          client.setQueryData(keys.session, null);
        }
      },
    }),
    defaultOptions: {
      queries: {
        retry: (count, failure) => !(failure instanceof Problem && failure.status >= 400 && failure.status < 500) && count < 2,
        refetchOnWindowFocus: true,
      },
    },
  });
  return client;
}
