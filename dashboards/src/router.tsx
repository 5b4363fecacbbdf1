import { Button } from '@mantine/core';
import type { ComponentType } from 'react';
import { createBrowserRouter, Link, useRouteError } from 'react-router';
import { SignedInFrame } from './parts/Frame';
import { Empty, Page, ProblemNotice } from './parts/layout';

/** Each page is a file of its own, loaded when it is first gone to. */
const page = (load: () => Promise<{ default: ComponentType }>) => async () => ({ Component: (await load()).default });

export const router = createBrowserRouter([
  { path: '/sign-in', lazy: page(() => import('./pages/SignIn')), HydrateFallback: Nothing, ErrorBoundary: Broken },
  {
    Component: SignedInFrame,
    ErrorBoundary: Broken,
    HydrateFallback: Nothing,
    children: [
      {
        ErrorBoundary: Broken,
        children: [
          { index: true, lazy: page(() => import('./pages/Overview')) },
          { path: '/runs', lazy: page(() => import('./pages/Runs')) },
          { path: '/runs/side-by-side', lazy: page(() => import('./pages/SideBySide')) },
          { path: '/runs/:id', lazy: page(() => import('./pages/Run')) },
          { path: '/runs/:id/by/:dimension', lazy: page(() => import('./pages/Breakdown')) },
          { path: '/runs/:id/answers', lazy: page(() => import('./pages/Answers')) },
          { path: '/runs/:id/people', lazy: page(() => import('./pages/People')) },
          { path: '/questions/:question?', lazy: page(() => import('./pages/Questions')) },
          { path: '/attribution', lazy: page(() => import('./pages/Attribution')) },
          { path: '/machines', lazy: page(() => import('./pages/MachineFilter')) },
          { path: '/planner', lazy: page(() => import('./pages/Planner')) },
          { path: '/rate-cards', lazy: page(() => import('./pages/RateCards')) },
          { path: '/invoices', lazy: page(() => import('./pages/Invoices')) },
          { path: '/exports', lazy: page(() => import('./pages/Exports')) },
          { path: '/periods', lazy: page(() => import('./pages/Periods')) },
          { path: '/imports', lazy: page(() => import('./pages/Imports')) },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]);

function Nothing() {
  return null;
}

function NotFound() {
  return (
    <Page title="Not here">
      <Empty icon="info" title="There is no such page">
        <Link to="/">To the overview</Link>
      </Empty>
    </Page>
  );
}

/** A fault of this app, or a page file that went away with a new version: in both cases a reload is the remedy. */
function Broken() {
  const failure = useRouteError();
  return (
    <div style={{ maxWidth: 560, margin: '12vh auto 0', padding: 16, display: 'grid', gap: 12 }}>
      <ProblemNotice failure={failure} />
      <Button variant="default" onClick={() => window.location.reload()}>
        Reload
      </Button>
    </div>
  );
}
