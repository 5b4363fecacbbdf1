import type { RunReport } from '../api/types';
import { change, count, share, shareRange } from '../format/numbers';
import { absence, isClear, type Headline } from '../report/headline';
import { DefinitionButton } from './Definition';
import { Icon } from './Icon';
import { Dot, NoValue, RangeBar, useChannelColor } from './marks';

export function HeadlineCards({ report, cards }: { report: RunReport; cards: Headline[] }) {
  return (
    <div className="grid-3">
      {cards.map((card) => (
        <HeadlineCard key={card.definition.id} report={report} headline={card} />
      ))}
    </div>
  );
}

function HeadlineCard({ report, headline }: { report: RunReport; headline: Headline }) {
  const color = useChannelColor();
  const { definition, rows, comparison, scale } = headline;
  return (
    <section className="card headline" aria-label={definition.name}>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
        <h3 style={{ margin: 0, fontSize: '0.875rem', fontWeight: 620 }}>{definition.name}</h3>
        <DefinitionButton definition={definition} />
      </div>
      <div className="headline-rows">
        {rows.map(({ arm, kpi }) => (
          <div key={arm.arm} className="headline-row" data-quiet={arm.holdout || undefined}>
            <div className="headline-name">
              <Dot color={color(arm.channel)} />
              <span>{arm.name}</span>
            </div>
            {kpi.value === null ? (
              <div className="headline-value">
                <NoValue reason={absence(definition, kpi)} />
              </div>
            ) : (
              <>
                <div style={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 8, marginTop: 2 }}>
                  <span className="headline-value tabular" title={`${count(kpi.numerator)} of ${count(kpi.denominator)}`}>
                    {share(kpi.value)}
                  </span>
                  <span className="headline-interval tabular">
                    <span className="sr-only">95% interval </span>
                    {shareRange(kpi.low, kpi.high)}
                  </span>
                </div>
                <RangeBar value={kpi.value} low={kpi.low} high={kpi.high} scale={scale} color={color(arm.channel)} />
              </>
            )}
          </div>
        ))}
      </div>
      {comparison && (
        <div className="headline-verdict">
          <span style={{ flex: 'none', marginTop: 1, color: isClear(comparison) ? 'var(--mantine-color-lagoon-5)' : 'var(--ink-2)' }}>
            <Icon name={isClear(comparison) ? 'check' : 'equal'} size={16} />
          </span>
          <span>
            {comparison.lift !== null && isClear(comparison) && (
              <span className="tabular" style={{ display: 'block' }}>
                <strong>{change(comparison.lift)} lift</strong>
                {comparison.liftLow !== null && comparison.liftHigh !== null && ` · ${change(comparison.liftLow)} to ${change(comparison.liftHigh)}`}
              </span>
            )}
            {comparison.verdict}
          </span>
        </div>
      )}
      {!comparison && report.comparisons.length > 0 && <div className="headline-verdict">Not compared: measured differently per channel, or nothing to compare with.</div>}
    </section>
  );
}
