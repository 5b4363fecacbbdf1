import type { Member } from '../api/types';

/** What a role may do, so that a page offers nothing that the server would refuse. The server decides; this only hides. */
const ALLOWED = {
  readReports: ['marketer', 'analyst', 'finance'],
  steerRuns: ['marketer'],
  makeSegments: ['marketer'],
  readSegments: ['marketer', 'analyst'],
  readPeople: ['marketer', 'analyst'],
  judgeMachines: ['finance'],
  export: ['finance'],
  import: ['marketer'],
} as const;

export type Action = keyof typeof ALLOWED;

export function may(member: Member, action: Action): boolean {
  const allowed: readonly string[] = ALLOWED[action];
  return member.roles.some((role: string) => role === 'admin' || allowed.includes(role));
}

/** The buttons that a run's state leaves open. */
export function steering(state: string): ('pause' | 'resume' | 'cancel')[] {
  switch (state) {
    case 'running':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    default:
      return [];
  }
}
