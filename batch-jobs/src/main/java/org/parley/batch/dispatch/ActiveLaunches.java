package org.parley.batch.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.parley.core.campaign.Runs.Launch;

/// The launches that this node works on, and the word to stop each of them.
final class ActiveLaunches {

    private final Map<Integer, Turn> turns = new ConcurrentHashMap<>();

    /// One launch under way.
    static final class Turn {

        private final Launch launch;
        private final CountDownLatch stop = new CountDownLatch(1);

        private Turn(Launch launch) {
            this.launch = launch;
        }

        Launch launch() {
            return launch;
        }

        boolean stopped() {
            return stop.getCount() == 0;
        }

        void stop() {
            stop.countDown();
        }

        /// Waits, but not past the word to stop.
        void pause(long millis) throws InterruptedException {
            boolean _ = stop.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    Turn begin(Launch launch) {
        Turn turn = new Turn(launch);
        turns.put(launch.runId(), turn);
        return turn;
    }

    /// @throws IllegalStateException when this node does not work on the run
    Turn of(int runId) {
        Turn turn = turns.get(runId);
        if (turn == null) {
            throw new IllegalStateException("Run " + runId + " is not worked on here");
        }
        return turn;
    }

    void end(Turn turn) {
        turns.remove(turn.launch().runId(), turn);
    }

    Iterable<Turn> all() {
        return turns.values();
    }

    boolean idle() {
        return turns.isEmpty();
    }

    int size() {
        return turns.size();
    }
}
