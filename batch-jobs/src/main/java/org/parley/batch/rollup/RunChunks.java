package org.parley.batch.rollup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Runs in parts small enough to be looked at at once.
public final class RunChunks {

    private static final int MOST_PEOPLE = 1_000_000;
    private static final int MOST_RUNS = 200;

    private RunChunks() {}

    /// @param people of each run
    /// @return up to two hundred runs each, with up to a million people together unless one run has
    ///   more
    public static List<List<Integer>> of(SortedMap<Integer, Long> people) {
        List<List<Integer>> chunks = new ArrayList<>();
        List<Integer> chunk = new ArrayList<>();
        long together = 0;
        for (Map.Entry<Integer, Long> run : people.entrySet()) {
            together += run.getValue();
            if (!chunk.isEmpty() && (together > MOST_PEOPLE || chunk.size() == MOST_RUNS)) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                together = run.getValue();
            }
            chunk.add(run.getKey());
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
