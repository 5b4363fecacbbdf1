export interface World {
  runs: { items: { id: number; state: string }[]; next: string | null };
  overview: { channels: unknown[]; latestRun: unknown; eventLag: { outbox: number; oldestSeconds: number } };
  exports: { items: { id: number; run: number | null }[] };
  imports: { items: { id: number }[] };
  broken: Set<string>;
  delay: number;
  uploads: { query: Record<string, string>; bytes: number }[];
  calls: string[];
  rateCards: Record<string, unknown>[];
  invoices: { items: { id: number; state: string }[] };
  segments: Record<string, unknown>[];
  machineRules: { items: { version: number; agents: string[]; networks: string[] }[] };
  rejudgings: { items: { id: number; state: string }[] };
}
export interface Mock {
  url: string;
  world: World;
  signOutEverybody: () => void;
  stop: () => Promise<void>;
}
export function startMock(options?: { port?: number; members?: Record<string, string[]> }): Promise<Mock>;
