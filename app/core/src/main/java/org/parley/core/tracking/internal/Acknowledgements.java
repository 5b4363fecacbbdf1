package org.parley.core.tracking.internal;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells providers that replies were noticed, each on a thread of its own, so that nothing waits
/// for it. What does not fit is left out: a late acknowledgement is worth nothing.
public final class Acknowledgements {

    private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);

    /// A reply and whom to tell that it was noticed.
    public record Noticed(ChannelAdapter adapter, Reply reply) {}

    private final Semaphore free;

    /// @param atOnce how many may be under way
    public Acknowledgements(int atOnce) {
        this.free = new Semaphore(atOnce);
    }

    public void send(List<Noticed> replies) {
        for (Noticed noticed : replies) {
            if (!free.tryAcquire()) {
                log.info("Too many replies at once to acknowledge them all");
                return;
            }
            Thread.ofVirtual()
                    .name("acknowledge")
                    .start(() -> {
                        try {
                            tell(noticed);
                        } finally {
                            free.release();
                        }
                    });
        }
    }

    private static void tell(Noticed noticed) {
        ChannelAdapter adapter = noticed.adapter();
        try {
            adapter.acknowledge(noticed.reply()).ifPresent(why -> refused(adapter, why));
        } catch (RuntimeException e) {
            // its words may quote the reply
            refused(adapter, e.getClass().getName());
        }
    }

    private static void refused(ChannelAdapter adapter, String why) {
        log.info(
                "A reply on {}/{} was not acknowledged: {}",
                adapter.channel(),
                adapter.account(),
                why);
    }
}
