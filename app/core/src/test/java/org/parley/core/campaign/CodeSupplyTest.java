package org.parley.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.core.audience.AudiencePreview;
import org.parley.core.audience.AudiencePreview.ChannelReach;
import org.parley.core.campaign.CodeSupply.ArmSupply;
import org.parley.core.campaign.internal.CampaignStore;
import org.parley.core.campaign.internal.CodePromises;
import org.parley.core.content.Messages;
import org.parley.core.dispatch.Ledger;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.offer.NewOffer;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.Offers;
import org.parley.core.offer.Offers.CodeLine;
import org.parley.core.offer.internal.OfferStore;
import org.parley.core.testing.Ledgers;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;

class CodeSupplyTest {

    private static final int PEOPLE = 6;

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Offers offers = new Offers(new OfferStore(world.quick), clock);
    private final CodeSupply supply =
            new CodeSupply(
                    offers,
                    new Messages(world.quick, clock),
                    (_, _, _) ->
                            new AudiencePreview(
                                    PEOPLE, List.of(new ChannelReach("chat", PEOPLE, List.of()))),
                    new CodePromises(world.quick));

    private long pool(int codes) {
        long pool =
                offers.create(
                                new NewOffer("pool", Source.POOL, null, null, null, null, null),
                                "test")
                        .offer()
                        .id();
        offers.bring(
                pool,
                IntStream.range(0, codes).mapToObj(i -> new CodeLine(i, "Shop-" + i)).toList());
        return pool;
    }

    /// Of everybody, with a run.
    private int run(String name, long offer) {
        int run = world.run(name);
        world.quick.execute(
                "update campaign_arm set offer_id = {0} where campaign_id = (select campaign_id from run where id = {1})",
                val(offer), val(run));
        return run;
    }

    private void shows(String text) {
        world.quick.execute(
                "update message_variant set content = jsonb_build_object('version', 1, 'text', {0}::text)",
                val(text));
    }

    private void state(int run, String state) {
        world.quick.execute(
                "update campaign set state = {0} where id = (select campaign_id from run where id = {1})",
                val(state), val(run));
    }

    private Campaign campaign(int run) {
        long id =
                world.quick
                        .fetchSingle("select campaign_id from run where id = {0}", val(run))
                        .into(long.class);
        return new CampaignStore().find(world.quick, id).orElseThrow();
    }

    private ArmSupply of(int run) {
        return supply.of(campaign(run), clock.instant()).getFirst();
    }

    @Test
    void aPoolIsNotPromisedToMorePeopleThanItHasCodesFor() {
        shows("Yours: {{ promo_code }}");
        long pool = pool(2 * PEOPLE - 1);
        int one = run("one", pool);
        state(one, "draft");
        assertThat(of(one).problem()).isNull();

        int other = run("other", pool);
        state(other, "scheduled");
        assertThat(of(one).needed()).isEqualTo(PEOPLE);
        assertThat(of(one).promised()).isEqualTo(PEOPLE);
        assertThat(supply.problems(campaign(one), clock.instant()))
                .containsExactly(
                        new FieldProblem(
                                "arms[0].offerId",
                                "Offer pool has 11 codes left for about 6 people and about 6 of other campaigns; bring more"));

        state(other, "cancelled");
        assertThat(of(one).promised()).isZero();
        assertThat(of(one).problem()).isNull();
    }

    @Test
    void whoHasYetToGetACodeInARunUnderWayIsPromisedOne() {
        shows("Yours: {{ promo_code }}");
        world.reachableCrowd(5);
        long pool = pool(9);
        int one = run("one", pool);
        int under = run("under way", pool);
        List<Long> all = world.quick.fetch("select id from contact").into(Long.class);
        Ledger ledger = Ledgers.over(world.quick, clock);
        ledger.freeze(under, each -> all.forEach(each::accept));
        assertThat(ledger.claim(under, 0, 100, 2).claimed()).hasSize(2);

        assertThat(of(one).stock().waiting()).isEqualTo(7);
        assertThat(of(one).promised()).isEqualTo(3);
        assertThat(of(one).problem()).contains("7 codes left for about 6 people and about 3");
        world.quick.execute("update run set sandbox = true");
        assertThat(of(one).promised()).isZero();
    }

    @Test
    void aCodeThatNobodyGivesIsFoundBeforeTheCampaignIsScheduled() {
        shows("Yours: {{ promo_code }}");
        int run = world.run("plain");

        assertThat(supply.problems(campaign(run), clock.instant()))
                .containsExactly(
                        new FieldProblem(
                                "arms[0].offerId",
                                "The message shows {{ promo_code }} and nobody of the arm gets a code; choose an offer"));

        world.contact("ann");
        world.quick.execute("update contact set attributes = '{\"promo_code\": \"OWN\"}'");
        assertThat(supply.problems(campaign(run), clock.instant())).isEmpty();
    }
}
