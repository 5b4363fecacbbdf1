import { Button, Skeleton } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Problem } from '../api/client';
import { Icon, type IconName } from './Icon';

export function Page({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
  return (
    <div className="page">
      <header style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', justifyContent: 'space-between', gap: 16 }}>
        <div style={{ minWidth: 0 }}>
          <h1 style={{ margin: 0, fontSize: '1.5rem', fontWeight: 650, letterSpacing: '-0.02em', lineHeight: 1.3 }}>{title}</h1>
          {lead && <div style={{ marginTop: 6, color: 'var(--ink-2)', fontSize: '0.875rem' }}>{lead}</div>}
        </div>
        {actions && <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Card({ title, sub, side, flush, children }: { title: string; sub?: ReactNode; side?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <div className="card-head">
        <div>
          <h2 style={{ margin: 0, fontSize: '0.9375rem', fontWeight: 620, letterSpacing: '-0.01em' }}>{title}</h2>
          {sub && <div style={{ marginTop: 2, color: 'var(--ink-2)', fontSize: '0.8125rem' }}>{sub}</div>}
        </div>
        {side}
      </div>
      {/* A table wider than its card is scrolled, with the keyboard too. */}
      {flush ? (
        <div className="card-flush" tabIndex={0} role="region" aria-label={`${title}, table`}>
          {children}
        </div>
      ) : (
        <div className="card-body">{children}</div>
      )}
    </section>
  );
}

export function Notice({ icon, tone, children }: { icon: IconName; tone?: 'warn'; children: ReactNode }) {
  return (
    <div className="notice" data-tone={tone} role="note">
      <Icon name={icon} size={17} />
      <div style={{ minWidth: 0 }}>{children}</div>
    </div>
  );
}

export function Empty({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <div className="card" style={{ padding: '56px 24px', textAlign: 'center', color: 'var(--ink-2)' }}>
      <Icon name={icon} size={30} />
      <div style={{ marginTop: 10, color: 'var(--ink)', fontWeight: 600 }}>{title}</div>
      <div style={{ marginTop: 4, fontSize: '0.875rem', maxWidth: 440, marginInline: 'auto' }}>{children}</div>
    </div>
  );
}

/** What went wrong, in the server's own words; field errors line by line. */
export function ProblemNotice({ failure, retry }: { failure: unknown; retry?: () => void }) {
  const problem =
    failure instanceof Problem ? failure : new Problem(0, 'Something went wrong', failure instanceof Error ? failure.message : '');
  return (
    <div className="notice" data-tone="warn" role="alert">
      <Icon name="warn" size={17} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <strong>{problem.title}</strong>
        {problem.detail && <div>{problem.detail}</div>}
        {problem.errors.length > 0 && (
          <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
            {problem.errors.map((error) => (
              <li key={error.field + error.detail}>
                <span className="mono">{error.field}</span>: {error.detail}
              </li>
            ))}
          </ul>
        )}
      </div>
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

export function CardSkeleton({ height = 180 }: { height?: number }) {
  return (
    <div className="card" style={{ padding: 20 }} aria-busy="true" aria-label="Loading">
      <Skeleton height={12} width="28%" radius="sm" />
      <Skeleton height={height - 60} mt={18} radius="md" />
    </div>
  );
}

export function TableSkeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div className="card" style={{ padding: 20 }} aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={14} mt={row === 0 ? 0 : 20} width={`${92 - row * 7}%`} radius="sm" />
      ))}
    </div>
  );
}
