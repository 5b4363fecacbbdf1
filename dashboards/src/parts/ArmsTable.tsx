import { Popover, UnstyledButton } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import type { ArmMoney, ArmReport, Run, RunReport } from '../api/types';
import { money, roi, unitMoney } from '../format/money';
import { count } from '../format/numbers';
import { channelName, reasonText } from '../format/words';
import { Card } from './layout';
import { ChannelLabel, NoValue } from './marks';
import { PeopleLink } from './PeopleLink';

/** What each arm was given and gave back. Money in each currency stands on its own line: it is never added up across. */
export function ArmsTable({ run, report }: { run: Run; report: RunReport }) {
  return (
    <Card title="Arms" sub="People by arm, then money credited to it" flush>
      {report.arms.length === 0 ? (
        <p style={{ padding: '0 20px', color: 'var(--ink-2)', fontSize: '0.875rem' }}>Nobody was assigned.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              {['Arm', 'Assigned', 'Sent', 'Skipped', 'Delivered', 'Read', 'Clicked', 'Replied', 'Ordered', 'Net revenue', 'Cost', 'ROI', 'Per person'].map((head, index) => (
                <th scope="col" key={head} className={index === 0 ? undefined : 'num'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.arms.map((arm) => (
              <Fragment key={arm.arm}>
                <Arm run={run} arm={arm} live={run.arms.find((row) => row.arm === arm.arm)} />
                {arm.channels.length > 1 && arm.channels.map((each) => <ChannelOfArm key={each.channel} counts={each} />)}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Arm({ run, arm, live }: { run: Run; arm: ArmReport; live: Run['arms'][number] | undefined }) {
  const { counts } = arm;
  // Of a hold-out nothing is sent, so these are not zero but nothing to speak of.
  const who = (value: number, did: string | null) => <PeopleLink run={run.id} people={value} filters={did === null ? { arm: arm.arm } : { arm: arm.arm, did }} />;
  const sent = (value: number, did: string) => (arm.holdout ? <NoValue reason="Held out: nothing is sent to this arm" /> : who(value, did));
  return (
    <tr>
      <th scope="row">
        <ChannelLabel channel={arm.channel} name={arm.name} />
        <span className="sub" style={{ paddingLeft: 15 }}>
          {arm.holdout ? channelName(null) : arm.channels.map((each) => channelName(each.channel)).join(', then ')}
        </span>
      </th>
      <td className="num">{who(counts.assigned, null)}</td>
      <td className="num">{live === undefined || live.sent === counts.sent ? sent(counts.sent, 'sent') : count(live.sent)}</td>
      <td className="num">
        <Skipped arm={arm} />
      </td>
      <td className="num">{sent(counts.delivered, 'delivered')}</td>
      <td className="num">{sent(counts.read, 'read')}</td>
      <td className="num">{sent(counts.clicked, 'clicked')}</td>
      <td className="num">{sent(counts.replied, 'replied')}</td>
      <td className="num">{who(counts.ordered, 'ordered')}</td>
      <Money lines={arm.money} show={(line) => money(line.netMinor, line.currency)} />
      <Money lines={arm.money} show={(line) => money(line.costMinor, line.currency)} />
      <Money lines={arm.money} show={(line) => (line.roi === null ? <NoValue reason="No value where the margin is unknown, nothing was billed, or currencies are mixed." /> : roi(line.roi))} />
      <Money
        lines={arm.money}
        show={(line) =>
          line.revenuePerAssigned === null ? <NoValue reason="No value: nobody was assigned" /> : unitMoney(line.revenuePerAssigned, line.currency)
        }
      />
    </tr>
  );
}

/** Those of an arm of several channels who count on this one: where it was delivered, or else where it was tried last. */
function ChannelOfArm({ counts }: { counts: ArmReport['channels'][number] }) {
  return (
    <tr style={{ color: 'var(--ink-2)', fontSize: '0.8125rem' }}>
      <th scope="row" style={{ paddingLeft: 35, fontWeight: 400 }}>
        {channelName(counts.channel)}
      </th>
      <td />
      <td className="num">{count(counts.sent)}</td>
      <td />
      <td className="num">{count(counts.delivered)}</td>
      <td className="num">{count(counts.read)}</td>
      <td className="num">{count(counts.clicked)}</td>
      <td className="num">{count(counts.replied)}</td>
      <td className="num">{count(counts.ordered)}</td>
      <td colSpan={4} />
    </tr>
  );
}

function Money({ lines, show }: { lines: ArmMoney[]; show: (line: ArmMoney) => ReactNode }) {
  return (
    <td className="num">
      {lines.length === 0 ? <NoValue reason="No value: no order and no cost" /> : lines.map((line) => <div key={line.currency}>{show(line)}</div>)}
    </td>
  );
}

function Skipped({ arm }: { arm: ArmReport }) {
  if (arm.skippedByReason.length === 0) {
    return <>{count(arm.counts.skipped)}</>;
  }
  return (
    <Popover width={260} shadow="md" withArrow position="bottom-end">
      <Popover.Target>
        <UnstyledButton className="dotted tabular" aria-label={`${count(arm.counts.skipped)} skipped in ${arm.name}: show the reasons`}>
          {count(arm.counts.skipped)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="reasons" style={{ display: 'block' }}>
          <ul>
            {arm.skippedByReason.map((reason) => (
              <li key={reason.reason}>
                <span>{reasonText(reason.reason)}</span>
                <span className="tabular">{count(reason.count)}</span>
              </li>
            ))}
          </ul>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
