import { useQuery } from '@tanstack/react-query';
import { address } from '../api/client';
import * as queries from '../api/queries';
import type { CodesOfRun } from '../api/types';
import { count, share } from '../format/numbers';
import { may } from '../report/access';
import { irregular, leaked, redeemed } from '../report/codes';
import { CsvLink } from './CsvButton';
import { useMember } from './Frame';
import { Card, Notice, ProblemNotice } from './layout';
import { NoValue } from './marks';

/** What became of the promo codes of a run; nothing where no arm has an offer. */
export function PromoCodes({ run, live }: { run: number; live: boolean }) {
  const { data, error, refetch } = useQuery(queries.promoCodes(run, live));
  if (error) {
    return <ProblemNotice failure={error} retry={() => void refetch()} />;
  }
  return data && data.arms.length > 0 ? <Codes codes={data} /> : null;
}

function Codes({ codes }: { codes: CodesOfRun }) {
  const member = useMember();
  return (
    <Card
      title="Promo codes"
      sub="One a person; used in orders, as shops tell"
      flush
      side={
        may(member, 'readPeople') && (
          <CsvLink href={address(`/runs/${codes.run}/promo-codes.csv`)} name={`run-${codes.run}-promo-codes`} />
        )
      }
    >
      {codes.shared && (
        <div style={{ padding: '0 20px 14px' }}>
          <Notice icon="warn" tone="warn">
            <strong>These codes went round.</strong> {share(leaked(codes.arms))} of the orders whose customers are known were placed by others than the recipients. A code of this campaign therefore counts after a click or a reply.
          </Notice>
        </div>
      )}
      <table className="table">
        <thead>
          <tr>
            {['Arm', 'Issued', 'Sent', 'Redeemed', 'Orders', 'By recipients', 'By others', 'By customers unknown'].map((head, index) => (
              <th scope="col" key={head} className={index === 0 ? undefined : 'num'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {codes.arms.map((arm) => (
            <tr key={arm.arm}>
              <th scope="row">
                {arm.name}
                <span className="sub">{arm.offer}</span>
              </th>
              <td className="num">{count(arm.issued)}</td>
              <td className="num">{count(arm.sent)}</td>
              <td className="num">
                {count(arm.redeemed)}
                <span className="sub">{redeemed(arm) === null ? <NoValue reason="No value: no code was sent" /> : share(redeemed(arm))}</span>
              </td>
              <td className="num">
                {count(arm.uses)}
                {irregular(arm) !== null && <span className="sub">{irregular(arm)}</span>}
              </td>
              <td className="num">{count(arm.byRecipients)}</td>
              <td className="num">{count(arm.byOthers)}</td>
              <td className="num">{count(arm.byUnknown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
