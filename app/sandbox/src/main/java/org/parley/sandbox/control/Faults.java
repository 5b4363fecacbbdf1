package org.parley.sandbox.control;

import java.time.Duration;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.refusal.Refusals;
import org.parley.sandbox.world.Channel;

/// Orders faults.
final class Faults {
    private final Refusals refusals;

    Faults(Refusals refusals) {
        this.refusals = refusals;
    }

    Answer order(Call call) {
        Requests.Fault fault = ControlSite.read(call, Requests.Fault.class);
        Channel channel = Channel.of(ControlSite.need("channel", fault.channel()));
        Refusal refusal = refusal(ControlSite.need("kind", fault.kind()), fault);
        if (fault.address() != null) {
            refusals.address(channel, fault.address(), refusal);
        } else {
            refusals.next(channel, ControlSite.need("times or address", fault.times()), refusal);
        }
        return Reply.done();
    }

    Answer clear() {
        refusals.clear();
        return Reply.done();
    }

    private static Refusal refusal(String kind, Requests.Fault fault) {
        return switch (kind) {
            case "providerError" ->
                    new Refusal.ProviderError(
                            fault.code(), fault.detail() == null ? "" : fault.detail());
            case "httpStatus" -> new Refusal.HttpStatus(fault.code());
            case "slowAnswer" -> new Refusal.SlowAnswer(Duration.ofMillis(fault.millis()));
            case "dropBefore" -> new Refusal.DropBeforeAccepting();
            case "dropAfter" -> new Refusal.DropAfterAccepting();
            default -> throw new IllegalArgumentException("no such kind of refusal: " + kind);
        };
    }
}
