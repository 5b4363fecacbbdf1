import { ActionIcon, Group, SegmentedControl, Tooltip, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { remove } from '../api/client';
import * as queries from '../api/queries';
import type { Member } from '../api/types';
import { sentence } from '../format/words';
import { may, type Action } from '../report/access';
import { Icon, type IconName } from './Icon';
import { Empty, Page, ProblemNotice } from './layout';
import { SandboxBadge } from './marks';

const PLACES: { to: string; name: string; icon: IconName; needs: Action }[] = [
  { to: '/', name: 'Overview', icon: 'overview', needs: 'readReports' },
  { to: '/runs', name: 'Runs', icon: 'runs', needs: 'readReports' },
  { to: '/questions', name: 'Questions', icon: 'chart', needs: 'readReports' },
  { to: '/attribution', name: 'Attribution', icon: 'equal', needs: 'readReports' },
  { to: '/machines', name: 'Machine filter', icon: 'filter', needs: 'readReports' },
  { to: '/planner', name: 'Planner', icon: 'check', needs: 'readReports' },
  { to: '/exports', name: 'Exports', icon: 'exports', needs: 'export' },
  { to: '/periods', name: 'Periods', icon: 'periods', needs: 'export' },
  { to: '/rate-cards', name: 'Rate cards', icon: 'file', needs: 'export' },
  { to: '/invoices', name: 'Invoices', icon: 'file', needs: 'export' },
  { to: '/imports', name: 'Imports', icon: 'imports', needs: 'import' },
];

export function useMember(): Member {
  const { data } = useQuery(queries.session);
  if (!data) {
    throw new Error('This page is only shown to a member who is signed in');
  }
  return data;
}

export function Brand() {
  return (
    <Link className="brand" to="/">
      <img src="/parley.svg" alt="" width={26} height={26} />
      Parley
    </Link>
  );
}

/** Who is not signed in is sent to do so, and comes back to where they were going. */
export function SignedInFrame() {
  const { data: member, isPending, error, refetch } = useQuery(queries.session);
  const { pathname, search } = useLocation();
  if (isPending) {
    return <div aria-busy="true" aria-label="Loading" />;
  }
  if (error && !member) {
    return (
      <main style={{ maxWidth: 560, margin: '20vh auto 0', padding: 16 }}>
        <ProblemNotice failure={error} retry={() => void refetch()} />
      </main>
    );
  }
  if (!member) {
    const next = pathname + search;
    return <Navigate replace to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} />;
  }
  return <Frame member={member} />;
}

function Frame({ member }: { member: Member }) {
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  // A new page starts at its top, and screen readers start there too.
  useEffect(() => {
    setOpen(false);
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="topbar">
        <Brand />
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={open ? 'Close the menu' : 'Open the menu'} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'cross' : 'menu'} size={20} />
        </ActionIcon>
      </header>
      <div className="shell">
        <aside className="side" data-open={open || undefined}>
          <div className="side-inner">
            <Brand />
            <nav className="nav" aria-label="Main">
              {PLACES.filter((place) => may(member, place.needs)).map((place) => (
                <NavLink key={place.to} to={place.to} end={place.to === '/'}>
                  <Icon name={place.icon} />
                  {place.name}
                </NavLink>
              ))}
            </nav>
            <Foot member={member} />
          </div>
        </aside>
        <main className="main" id="main" ref={main} tabIndex={-1} style={{ outline: 'none' }}>
          <Outlet />
        </main>
      </div>
    </>
  );
}

function Foot({ member }: { member: Member }) {
  const { data: status } = useQuery(queries.status);
  const cache = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => remove('/session'),
    onSettled: () => {
      // First the session, which every page watches; then what this member has seen, so that the next one does not.
      cache.setQueryData(queries.keys.session, null);
      cache.removeQueries({ predicate: (query) => query.queryKey[0] !== queries.keys.session[0] });
    },
  });
  return (
    <div className="foot">
      {status?.sandbox && (
        <div style={{ padding: '0 8px' }}>
          <SandboxBadge />
        </div>
      )}
      <SchemeSwitch />
      <Group justify="space-between" wrap="nowrap" gap={6} px={8} pt={10} style={{ borderTop: '1px solid var(--line)' }}>
        <div style={{ minWidth: 0 }}>
          <div style={{ fontSize: '0.8125rem', fontWeight: 560, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{member.name}</div>
          <div style={{ fontSize: '0.75rem', color: 'var(--ink-2)' }}>{member.roles.map(sentence).join(', ')}</div>
        </div>
        <Tooltip label="Sign out">
          <ActionIcon variant="subtle" color="gray" aria-label="Sign out" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            <Icon name="signOut" size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  );
}

const SCHEMES = [
  { value: 'light', name: 'Light', icon: 'sun' },
  { value: 'dark', name: 'Dark', icon: 'moon' },
  { value: 'auto', name: 'As the system', icon: 'system' },
] as const;

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Colours"
      size="xs"
      fullWidth
      value={colorScheme}
      onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
      data={SCHEMES.map((scheme) => ({
        value: scheme.value,
        label: (
          <span title={scheme.name} style={{ display: 'grid', placeItems: 'center', height: 18 }}>
            <Icon name={scheme.icon} size={15} />
            <VisuallyHidden>{scheme.name}</VisuallyHidden>
          </span>
        ),
      }))}
    />
  );
}

export function Forbidden({ title }: { title: string }) {
  return (
    <Page title={title}>
      <Empty icon="info" title="Your role does not open this page">
        An administrator can give you another role.
      </Empty>
    </Page>
  );
}
