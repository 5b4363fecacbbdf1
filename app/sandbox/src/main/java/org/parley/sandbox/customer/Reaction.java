package org.parley.sandbox.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Dice;

/// One customer with one message, from its arrival to the parcel sent back.
final class Reaction {
    private final Town town;
    private final Voice voice;
    private final Incoming message;
    private final @Nullable Person person;
    private final ReactionPlan plan;
    private final Dice dice;

    Reaction(
            Town town,
            Voice voice,
            Incoming message,
            @Nullable Person person,
            ReactionPlan plan,
            Dice dice) {
        this.town = town;
        this.voice = voice;
        this.message = message;
        this.person = person;
        this.plan = plan;
        this.dice = dice;
    }

    void begin() {
        town.agenda().later(plan.pauses().delivery(), this::arrive);
    }

    private void arrive() {
        if (!voice.awaits(message)) {
            did(Act.Kind.UNDELIVERED);
            return;
        }
        if (!plan.delivered()) {
            voice.undelivered(message, dice);
            did(Act.Kind.UNDELIVERED);
            return;
        }
        voice.delivered(message);
        did(Act.Kind.DELIVERED);
        if (plan.read()) {
            town.agenda().atFirstLook(plan.pauses().reading(), this::read);
        }
    }

    private void read() {
        voice.read(message);
        did(Act.Kind.READ);
        if (plan.click() && !message.links().isEmpty()) {
            town.agenda().later(plan.pauses().clicking(), this::click);
        }
        if (plan.reply()) {
            town.agenda().later(plan.pauses().replying(), this::reply);
        }
        if (plan.optOut()) {
            town.agenda().later(plan.pauses().leaving(), this::optOut);
        }
    }

    private void click() {
        Incoming.Link link = message.links().get(dice.pick("link", message.links().size()));
        if (!town.browser().open(link.url(), message.channel(), dice)) {
            did(Act.Kind.CLICK_FAILED);
            return;
        }
        did(Act.Kind.CLICKED);
        if (link.echoed()) {
            voice.say(message.address(), link.url());
        }
        if (plan.order()) {
            town.agenda().later(plan.pauses().ordering(), this::order);
        }
    }

    private void reply() {
        List<QuickReply> offered = message.quickReplies();
        if (offered.isEmpty()) {
            String language = person == null ? null : person.language();
            voice.say(message.address(), Words.answer(language, dice));
        } else {
            voice.tap(message, offered.get(dice.pick("quick reply", offered.size())));
        }
        did(Act.Kind.REPLIED);
    }

    private void optOut() {
        did(voice.optOut(message, dice) ? Act.Kind.OPTED_OUT : Act.Kind.OPT_OUT_FAILED);
    }

    private void order() {
        Sale sale = Sale.of(dice, person == null ? null : person.country());
        town.sell(
                sale,
                person,
                message.channel(),
                message.address(),
                kind -> {
                    did(kind);
                    // Only what the shop's books hold can be refunded.
                    if (kind == Act.Kind.ORDERED && plan.refund()) {
                        town.agenda().later(plan.pauses().returning(), () -> refund(sale));
                    }
                });
    }

    private void refund(Sale sale) {
        town.shop()
                .takeBack(
                        dice,
                        sale,
                        taken -> did(taken ? Act.Kind.REFUNDED : Act.Kind.REFUND_FAILED));
    }

    private void did(Act.Kind kind) {
        town.acts().add(message.channel(), message.address(), message.key(), kind);
    }
}
