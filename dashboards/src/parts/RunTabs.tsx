import { Link, useLocation } from 'react-router';
import { may } from '../report/access';
import { useMember } from './Frame';

/** The pages of one run. */
export function RunTabs({ id }: { id: number }) {
  const { pathname } = useLocation();
  const member = useMember();
  const here = pathname.split('/')[3] ?? '';
  const tabs = [
    { name: 'Report', path: '', at: '' },
    { name: 'Breakdown', path: '/by/channel', at: 'by' },
    { name: 'Times and answers', path: '/answers', at: 'answers' },
    ...(may(member, 'readPeople') ? [{ name: 'People', path: '/people', at: 'people' }] : []),
  ];
  return (
    <nav className="tabs" aria-label="This run">
      {tabs.map((tab) => (
        <Link className="tab" key={tab.at} to={`/runs/${id}${tab.path}`} aria-current={tab.at === here ? 'page' : undefined}>
          {tab.name}
        </Link>
      ))}
    </nav>
  );
}
