package org.parley.bench.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parley.core.dispatch.BalanceSheet;

/// What one campaign of a trial came to.
///
/// @param accepted messages that the provider took meanwhile
/// @param receipts different message numbers of the provider in the ledger
/// @param events of kind `sent` in ClickHouse
/// @param sending from the first claim until the run is finished, after its last settlement
/// @param told from the first claim until the outbox is empty
/// @param cpu who had the processors while it was sent
record Sent(
        BalanceSheet sheet,
        long accepted,
        long receipts,
        long events,
        Duration sending,
        Duration told,
        CpuShares cpu) {

    double perSecond() {
        return sheet.sent() / seconds(sending);
    }

    double toldPerSecond() {
        return sheet.sent() / seconds(told);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /// What does not hold, in words; empty when everything does. The provider numbers each message
    /// that it accepts: as many accepted as there are different numbers in the ledger, and one
    /// ledger row a person, means that nobody got it twice.
    List<String> faults(int messages) {
        List<String> faults = new ArrayList<>();
        if (!sheet.closes()) {
            faults.add("the balance sheet does not close: " + sheet);
        }
        expect(faults, "sent by the balance sheet", sheet.sent(), messages);
        expect(faults, "accepted by the provider", accepted, messages);
        expect(faults, "different message numbers in the ledger", receipts, messages);
        expect(faults, "events in ClickHouse", events, messages);
        return faults;
    }

    private static void expect(List<String> faults, String what, long found, long expected) {
        if (found != expected) {
            faults.add("%s: %d instead of %d".formatted(what, found, expected));
        }
    }
}
