package org.parley.sandbox.customer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;

/// What all customers share.
record Town(Agenda agenda, Shop shop, Browser browser, Acts acts) {

    /// Sells if the buyer can be named to Parley, and says how it went.
    void sell(
            Sale sale,
            @Nullable Person person,
            Channel channel,
            String address,
            Consumer<Act.Kind> went) {
        if (!shop.canReport(person, channel)) {
            went.accept(Act.Kind.ORDER_NOT_PLACED);
            return;
        }
        shop.sell(
                sale,
                person,
                channel,
                address,
                taken -> went.accept(taken ? Act.Kind.ORDERED : Act.Kind.ORDER_FAILED));
    }
}
