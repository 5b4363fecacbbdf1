package org.parley.server.shop;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.parley.core.account.CredentialSeal;
import org.parley.core.commerce.Orders;
import org.parley.core.shop.ShopDialect;
import org.parley.core.shop.ShopDoor;
import org.parley.core.shop.Shops;
import org.parley.core.shop.WaitingRoom;
import org.parley.core.shop.internal.ShopStore;
import org.parley.core.shop.internal.WaitingRefunds;
import org.parley.server.ParleySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Shops and their door.
@Configuration(proxyBeanMethods = false)
class ShopConfiguration {

    private static final List<ShopDialect> DIALECTS =
            List.of(new ShopifyDialect(), new WooCommerceDialect(), new SegmentDialect());

    @Bean
    Shops shops(ParleySettings settings, DSLContext dsl, Clock clock) {
        return new Shops(
                new ShopStore(dsl), CredentialSeal.open(settings.keysetFile()), DIALECTS, clock);
    }

    @Bean
    ShopDoor shopDoor(
            DSLContext dsl,
            Shops shops,
            Orders orders,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new ShopDoor(
                new ShopStore(dsl),
                shops,
                DIALECTS,
                orders,
                new WaitingRefunds(dsl),
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    WaitingRoom waitingRoom(
            DSLContext dsl, Orders orders, PlatformTransactionManager transactions, Clock clock) {
        return new WaitingRoom(
                new WaitingRefunds(dsl),
                new ShopStore(dsl),
                orders,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    Rounds waitingRoomRounds(WaitingRoom room) {
        return new Rounds(room);
    }

    /// Orders that come by API or import tell nobody.
    record Rounds(WaitingRoom room) {

        @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
        void look() {
            room.settle();
        }
    }
}
