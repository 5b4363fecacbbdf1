import { Link, useLocation } from 'react-router';

const TABS = [
  { name: 'All runs', path: '/runs' },
  { name: 'Side by side', path: '/runs/side-by-side' },
];

/** The pages over all runs. */
export function RunsTabs() {
  const { pathname } = useLocation();
  return (
    <nav className="tabs" aria-label="Runs">
      {TABS.map((tab) => (
        <Link className="tab" key={tab.path} to={tab.path} aria-current={tab.path === pathname ? 'page' : undefined}>
          {tab.name}
        </Link>
      ))}
    </nav>
  );
}
