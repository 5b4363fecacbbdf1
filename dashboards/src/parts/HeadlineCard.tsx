import type { RunReport } from '../api/types';
import { change } from '../format/numbers';
import { figure, interval, parts } from '../report/figures';
import { absence, isClear, spoken, type Headline } from '../report/headline';
import { DefinitionButton } from './Definition';
import { Icon } from './Icon';
import { Dot, NoValue, RangeBar, useChannelColor } from './marks';

export function HeadlineCards({ report, cards }: { report: RunReport; cards: Headline[] }) {
  return (
    <div className="grid-3">
      {cards.map((card) => (
        <HeadlineCard key={card.definition.id} headline={card} compared={report.comparisons.length > 0} />
      ))}
    </div>
  );
}

function HeadlineCard({ headline, compared }: { headline: Headline; compared: boolean }) {
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
          <div key={`${arm.arm} ${kpi.currency}`} className="headline-row" data-quiet={arm.holdout || undefined}>
            <div className="headline-name">
              <Dot color={color(arm.channel)} />
              <span>{arm.name}</span>
            </div>
            {kpi.value === null ? (
              <div className="headline-value">
                <NoValue reason={absence(definition)} />
              </div>
            ) : (
              <>
                <div style={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 8, marginTop: 2 }}>
                  <span className="headline-value tabular">{figure(definition, kpi)}</span>
                  <span className="headline-interval tabular">
                    {interval(definition, kpi) === null ? (
                      parts(definition, kpi)
                    ) : (
                      <>
                        <span className="sr-only">95% interval </span>
                        {interval(definition, kpi)}
                      </>
                    )}
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
            {spoken(comparison.verdict)}
          </span>
        </div>
      )}
      {!comparison && compared && <div className="headline-verdict">For operations; arms are compared by assignment only.</div>}
    </section>
  );
}
